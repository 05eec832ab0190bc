"""Timers that fail, and those that were given up: listed with why, run again by a person."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, func, or_, select, update

from bot.clock import Clock
from bot.console.api.ports import FailingTimer
from bot.store.audit import record_audit
from bot.store.database import Database
from bot.store.hints import TIMERS, hint
from bot.store.tables.engine import timer

# Given up and then forgotten by everybody: no more than so many are shown.
MOST: Final = 200


class SqlFailingTimers:
    """bot.console.api.ports.FailingTimers over the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock

    async def timers(self, account_id: int) -> list[FailingTimer]:
        return await self._db.read(failing_timers, account_id)

    async def run_again(self, account_id: int, key: str) -> bool:
        return await self._db.write(run_timer_again, account_id, key, self._clock.now())


def failing_timers(conn: Connection, account_id: int) -> list[FailingTimer]:
    """Return the account's and the installation's timers whose last try failed.

    Given up ones first, then the oldest.
    """
    query = select(timer).where(*_ours(account_id)).order_by(timer.c.given_up_at.is_(None))
    rows = conn.execute(query.order_by(timer.c.due_at, timer.c.key).limit(MOST))
    return [
        FailingTimer(row.key, row.kind, row.error, row.attempts, row.due_at, row.given_up_at)
        for row in rows
    ]


def run_timer_again(conn: Connection, account_id: int, key: str, at: int) -> bool:
    """Let a timer that fails or was given up have its turn now. True: there was one."""
    fresh: dict[str, Any] = {"due_at": at, "attempts": 0, "error": None, "given_up_at": None}
    mine = (*_ours(account_id), timer.c.key == key, timer.c.owner.is_(None))
    if not conn.execute(update(timer).where(*mine).values(**fresh)).rowcount:
        return False
    hint(conn, TIMERS)
    record_audit(conn, account_id, None, "timer.run_again", at, key=key)
    return True


def timers_given_up(conn: Connection) -> int:
    """Return how many timers of the whole installation are not tried any more."""
    query = select(func.count()).select_from(timer).where(timer.c.given_up_at.is_not(None))
    return conn.scalar(query) or 0


def _ours(account_id: int) -> tuple[Any, ...]:
    mine = or_(timer.c.account_id == account_id, timer.c.account_id.is_(None))
    return mine, timer.c.error.is_not(None)
