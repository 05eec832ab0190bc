"""Server-sent events: written as they happen, kept alive, ended when the page or service ends."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.console.live import Live

# A browser that is gone is noticed at the next write; proxies close what is silent.
KEEP_ALIVE: Final = 20.0
# A busy shop changes many things a second: pages follow this often.
PAUSE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Event:
    """One event. id: where the page goes on after a lost connection."""

    name: str
    id: str
    data: str

    def encode(self) -> bytes:
        """Write the event as the wire has it. A return in a text must not end a line of it."""
        plain = self.data.replace("\r\n", "\n").replace("\r", "\n")
        lines = "".join(f"data: {line}\n" for line in plain.split("\n"))
        return f"event: {self.name}\nid: {self.id}\n{lines}\n".encode()


Look = Callable[[], Awaitable[Event | None]]
Allowed = Callable[[], Awaitable[bool]]


async def stream(
    request: web.Request, live: Live, account_id: int, look: Look, allowed: Allowed
) -> web.StreamResponse:
    """Send what `look` returns now and after every change, until the page is closed.

    allowed: asked at every pause, so that a session that was ended stops hearing.
    """
    response = web.StreamResponse(
        headers={
            "Content-Type": "text/event-stream; charset=utf-8",
            "Cache-Control": "no-store",
            "X-Accel-Buffering": "no",
        }
    )
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):
        await _follow(response, live, account_id, look, allowed)
    return response


async def _follow(
    response: web.StreamResponse, live: Live, account_id: int, look: Look, allowed: Allowed
) -> None:
    with live.watching(account_id) as watcher:
        # Tells the browser how soon to come back, and that the stream is open.
        await response.write(b"retry: 1000\n\n")
        woken = True
        while not watcher.closed:
            if woken:
                event = await look()
                if event is not None:
                    await response.write(event.encode())
                await asyncio.sleep(PAUSE)
            woken = await watcher.wait(KEEP_ALIVE)
            if not woken:
                await response.write(b": still here\n\n")
                if not await allowed():
                    return
