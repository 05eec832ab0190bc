"""Stripe's webhooks: signed, at least once, not in order, sometimes lost."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Final

import aiohttp
import stripe

from bot.simulator.stripe_objects import Json
from bot.simulator.stripe_state import StripeState

log = logging.getLogger(__name__)

_PAUSES: Final = (0.2, 1.0, 5.0)
_TIMEOUT: Final = aiohttp.ClientTimeout(total=20)


class StripeEmitter:
    """Delivers events, each in a task of its own; what is refused is repeated a few times."""

    def __init__(self, state: StripeState, session: aiohttp.ClientSession) -> None:
        self._state = state
        self._session = session
        self._tasks: set[asyncio.Task[None]] = set()

    def emit(self, event: Json) -> None:
        """Put an event on its way, or lose it."""
        if self._state.faults.drop > 0:
            self._state.faults.drop -= 1
            return
        task = asyncio.get_running_loop().create_task(self._deliver(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Wait until everything on its way has arrived or was given up."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Stop; what was not delivered stays undelivered."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _deliver(self, event: Json) -> None:
        faults = self._state.faults
        await asyncio.sleep(faults.delay_ms / 1_000)
        copies = 1 + faults.duplicate
        await asyncio.gather(*(self._until_taken(event) for _ in range(copies)))

    async def _until_taken(self, event: Json) -> None:
        for pause in (*_PAUSES, None):
            if await self._post(event):
                self._state.delivered.add(event["id"])
                return
            if pause is not None:
                await asyncio.sleep(pause)
        log.error("webhook %s was given up", event["id"])

    async def _post(self, event: Json) -> bool:
        body = json.dumps(event, ensure_ascii=False)
        setup = self._state.setup
        signature = stripe.WebhookSignature.generate_signature_header(body, setup.webhook_secret)
        headers = {"Stripe-Signature": signature, "Content-Type": "application/json"}
        try:
            async with self._session.post(
                setup.webhook_url, data=body.encode(), headers=headers, timeout=_TIMEOUT
            ) as response:
                return 200 <= response.status < 300
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False
