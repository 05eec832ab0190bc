"""What may be forgotten, a little at a time, so that nobody waits for it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, delete, select

from bot.clock import DAY, HOUR, Clock
from bot.store.changes import purge_changes
from bot.store.database import Database
from bot.store.inbox import purge_inbox
from bot.store.tables.engine import outbox
from bot.timers.ports import Due

# Meta delivers again for up to 7 days: until then a repeated update must be known.
INBOX: Final = 10 * DAY
# The key of an outbox row keeps its effect from happening twice.
OUTBOX: Final = 180 * DAY
CHANGES: Final = 2 * DAY
SLICE: Final = 500
KIND: Final = "purge"
EVERY: Final = HOUR


def purge_outbox(conn: Connection, before: int, limit: int) -> int:
    """Forget messages that are long out or long given up; the message log stays."""
    gone = ["sent", "failed", "dead"]
    old = select(outbox.c.id).where(outbox.c.created_at < before, outbox.c.state.in_(gone))
    return conn.execute(delete(outbox).where(outbox.c.id.in_(old.limit(limit)))).rowcount


class Purge:
    """The timer's handler that forgets what is old; runs every hour."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def __call__(self, due: Due) -> int:  # noqa: ARG002 - a timer's handler
        """Forget, and return when to come again."""
        now = self._clock.now()
        while await self._db.write(purge_inbox, now - INBOX, SLICE) == SLICE:
            pass
        while await self._db.write(purge_outbox, now - OUTBOX, SLICE) == SLICE:
            pass
        await self._db.write(purge_changes, now - CHANGES)
        return now + EVERY
