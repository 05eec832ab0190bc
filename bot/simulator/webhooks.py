"""Webhooks as Meta delivers them: signed, in batches, at least once, again until it gets a 200."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import orjson

from bot.simulator.state import State
from bot.whatsapp.signature import HEADER, sign

Json = dict[str, Any]
log = logging.getLogger(__name__)

# Meta waits longer and repeats for days; here the first repeats come soon.
_FIRST_PAUSE: Final = 0.2
_LONGEST_PAUSE: Final = 5.0
_MOST_ATTEMPTS: Final = 500
_GATHER: Final = 0.05
_TIMEOUT: Final = aiohttp.ClientTimeout(total=20)


@dataclass(frozen=True, slots=True)
class Change:
    """One update on its way: a field and a value that holds it alone."""

    field: str
    value: Json


class Emitter:
    """Delivers updates to the webhook in order; what fails is repeated beside the rest."""

    def __init__(self, state: State, session: aiohttp.ClientSession) -> None:
        self._state = state
        self._session = session
        self._queue: asyncio.Queue[Change] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._busy = 0
        self._room = asyncio.Event()
        self.delivered = 0
        self.refused = 0
        # Called with the body of each webhook that was answered with 200.
        self.on_taken: Callable[[bytes], None] | None = None

    def start(self) -> None:
        """Begin delivering."""
        self._spawn(self._run())

    async def close(self) -> None:
        """Stop; what was not delivered is forgotten."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def emit(self, field: str, value: Json) -> None:
        """Put an update on its way."""
        self._idle.clear()
        self._queue.put_nowait(Change(field, value))

    async def settled(self) -> None:
        """Wait until everything so far was tried once."""
        await self._idle.wait()

    async def _run(self) -> None:
        while True:
            changes = [await self._queue.get()]
            self._busy += 1
            await self._gather(changes)
            while self._busy > max(1, self._state.faults.plan.concurrent):
                self._room.clear()
                await self._room.wait()
            if self._state.faults.plan.concurrent > 1:
                self._spawn(self._one(changes))
            else:
                await self._one(changes)

    async def _one(self, changes: Sequence[Change]) -> None:
        try:
            await self._deliver(changes)
        finally:
            self._busy -= 1
            self._room.set()
            if not self._busy and self._queue.empty():
                self._idle.set()

    async def _gather(self, changes: list[Change]) -> None:
        plan = self._state.faults.plan
        if plan.batch == 1 and not plan.reorder:
            return
        await asyncio.sleep(_GATHER)
        most = plan.batch if plan.batch > 1 else 50
        while len(changes) < most and not self._queue.empty():
            changes.append(self._queue.get_nowait())
        if plan.reorder:
            changes.reverse()

    async def _deliver(self, changes: Sequence[Change]) -> None:
        faults = self._state.faults
        raw = orjson.dumps(self._body(changes))
        if faults.plan.delay_ms:
            await asyncio.sleep(faults.plan.delay_ms / 1000)
        if faults.take("bad_signature"):
            await self._post(raw, sign("not the secret", raw))
            return
        if faults.take("drop") or not await self._post(raw):
            self._spawn(self._again(raw))
        for _ in range(faults.plan.duplicate):
            await self._post(raw)

    async def _again(self, raw: bytes) -> None:
        pause = _FIRST_PAUSE
        for _ in range(_MOST_ATTEMPTS):
            await asyncio.sleep(pause)
            if await self._post(raw):
                return
            pause = min(pause * 2, _LONGEST_PAUSE)
        log.error("a webhook was given up after %d attempts", _MOST_ATTEMPTS)

    async def _post(self, raw: bytes, signature: str | None = None) -> bool:
        setup = self._state.setup
        headers = {
            "Content-Type": "application/json",
            HEADER: signature or sign(setup.app_secret, raw),
        }
        try:
            async with self._session.post(
                setup.webhook_url, data=io.BytesIO(raw), headers=headers, timeout=_TIMEOUT
            ) as response:
                good = response.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            good = False
        self.delivered += good
        self.refused += not good
        if good and self.on_taken is not None:
            self.on_taken(raw)
        return good

    def _body(self, changes: Sequence[Change]) -> Json:
        return {
            "object": "whatsapp_business_account",
            "entry": [
                {
                    "id": self._state.setup.waba_id,
                    "time": self._state.clock.now() // 1000,
                    "changes": [{"field": one.field, "value": one.value} for one in changes],
                }
            ],
        }

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
