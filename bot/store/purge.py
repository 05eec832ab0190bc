"""What may be forgotten, a little at a time, so that nobody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select

from bot.clock import DAY, HOUR, Clock
from bot.store import forget
from bot.store.database import Database
from bot.store.settings import preferences_of
from bot.store.tables.house import account
from bot.timers.ports import Due

# Meta delivers again for up to 7 days: until then a repeated update must be known.
INBOX: Final = 10 * DAY
# The key of an outbox row keeps its effect from happening twice; what was given up may be sent
# by a person until then, with the links that it names.
OUTBOX: Final = 180 * DAY
LINKS: Final = OUTBOX
CHANGES: Final = 2 * DAY
# Stripe repeats for three days and lists events for thirty.
EVENTS: Final = 60 * DAY
SLICE: Final = 200
# Seconds between two slices, in which whoever answers customers has the database.
PAUSE: Final = 0.02
KIND: Final = "purge"
EVERY: Final = HOUR


class Purge:
    """The timer's handler that forgets what is old; runs every hour."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def __call__(self, due: Due) -> int:  # noqa: ARG002 - a timer's handler
        """Forget, and return when to come again."""
        now = self._clock.now()
        for window in windows(now, await self._db.read(analysis_since, now)):
            await self._sweep(window)
        return now + EVERY

    async def _sweep(self, window: forget.Window) -> None:
        onward: int | None = 0
        while onward is not None:
            onward = await self._db.write(window, onward, SLICE)
            await asyncio.sleep(PAUSE)


def windows(now: int, analysis: dict[int, int]) -> Iterator[forget.Window]:
    """Yield everything that is forgotten. analysis: since when each account keeps its own."""
    yield forget.forget_inbox(now - INBOX)
    yield forget.forget_outbox(now - OUTBOX)
    yield forget.forget_changes(now - CHANGES)
    yield forget.forget_events(now - EVENTS)
    yield forget.forget_links(now - LINKS)
    yield forget.forget_sessions(now)
    yield forget.forget_suppressions(analysis)
    yield forget.forget_turns(analysis)


def analysis_since(conn: Connection, now: int) -> dict[int, int]:
    """Return the moment before which each account keeps no analysis (`analysis_days`)."""
    ids = conn.scalars(select(account.c.id)).all()
    return {one: now - preferences_of(conn, one).analysis_days * DAY for one in ids}
