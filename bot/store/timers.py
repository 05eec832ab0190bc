"""Timers: rows that become due. Setting and cancelling belong into the commit that causes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, or_, select, update
from sqlalchemy.sql import ClauseElement

from bot.store.database import Database
from bot.store.dialect import take_free, upsert
from bot.store.hints import TIMERS, hint
from bot.store.prepared import given, prepared
from bot.store.tables.engine import timer
from bot.timers.ports import Due

_FREE: Final[Mapping[str, Any]] = {"owner": None, "taken_at": None}


@prepared
def _set(conn: Connection) -> ClauseElement:
    """Make something due; whoever had the timer, and what became of it before, is forgotten."""
    told = given("due_at", "kind", "payload", "account_id")
    fresh = told | {"attempts": 0, "error": None, "given_up_at": None, **_FREE}
    statement = upsert(conn, timer).values(key=bindparam("key"), **fresh)
    return statement.on_conflict_do_update(index_elements=[timer.c.key], set_=fresh)


@prepared
def _cancel(_: Connection) -> ClauseElement:
    return delete(timer).where(timer.c.key == bindparam("which"))


def set_timer(  # noqa: PLR0917 - the one shape that every room knows
    conn: Connection,
    key: str,
    due_at: int,
    kind: str,
    payload: Mapping[str, Any],
    account_id: int | None,
) -> None:
    """Make something due at a moment; the same key again moves it."""
    told = {"due_at": due_at, "kind": kind, "payload": dict(payload), "account_id": account_id}
    _set.run(conn, key=key, **told)
    hint(conn, TIMERS)


def keep_timer(conn: Connection, key: str, due_at: int, kind: str) -> None:
    """Set an installation-wide periodic timer unless it is there already."""
    row = {"key": key, "due_at": due_at, "kind": kind, "payload": {}, "attempts": 0}
    conn.execute(upsert(conn, timer).values(**row).on_conflict_do_nothing())
    hint(conn, TIMERS)


def cancel_timer(conn: Connection, key: str) -> bool:
    """Take a timer back. True when there was one."""
    return _cancel.run(conn, which=key) > 0


def has_timer(conn: Connection, key: str) -> int | None:
    """Return when a timer is due, None when there is none of this key."""
    return conn.scalar(select(timer.c.due_at).where(timer.c.key == key))


def next_due(conn: Connection, kinds: list[str]) -> int | None:
    """Return when the next free timer of these kinds is due."""
    free = (timer.c.owner.is_(None), timer.c.given_up_at.is_(None), timer.c.kind.in_(kinds))
    return conn.scalar(select(func.min(timer.c.due_at)).where(*free))


def claim_due(
    conn: Connection, owner: str, now: int, *, stale: int, kinds: list[str], limit: int
) -> list[Due]:
    """Take due timers for an owner: free ones, and those taken before `stale` and not renewed."""
    free = or_(timer.c.owner.is_(None), timer.c.taken_at < stale)
    alive = timer.c.given_up_at.is_(None)
    due = select(timer).where(timer.c.due_at <= now, free, alive, timer.c.kind.in_(kinds))
    rows = conn.execute(take_free(conn, due.order_by(timer.c.due_at).limit(limit))).all()
    keys = [row.key for row in rows]
    if keys:
        conn.execute(update(timer).where(timer.c.key.in_(keys)).values(owner=owner, taken_at=now))
    return [
        Due(row.key, row.account_id, row.kind, row.payload, row.due_at, row.attempts)
        for row in rows
    ]


def free_timers(conn: Connection, owner: str | None) -> None:
    """Let others have what an owner (None: anybody) has taken."""
    mine = timer.c.owner.is_not(None) if owner is None else timer.c.owner == owner
    conn.execute(update(timer).where(mine).values(owner=None, taken_at=None))


def renew_timers(conn: Connection, owner: str, keys: list[str], now: int) -> None:
    """Keep what an owner still works on."""
    mine = (timer.c.owner == owner, timer.c.key.in_(keys))
    conn.execute(update(timer).where(*mine).values(taken_at=now))


def finish_timer(conn: Connection, owner: str, due: Due) -> None:
    """Remove a timer that was served, unless it was set anew meanwhile."""
    conn.execute(delete(timer).where(*_held(owner, due)))


def defer_timer(  # noqa: PLR0917 - whose, which, until when and why
    conn: Connection, owner: str, due: Due, until: int, attempts: int, error: str | None = None
) -> None:
    """Make a timer due again later, unless it was set anew or cancelled meanwhile."""
    later = {"due_at": until, "attempts": attempts, "error": error, **_FREE}
    conn.execute(update(timer).where(*_held(owner, due)).values(**later))
    hint(conn, TIMERS)


def give_up_timer(conn: Connection, owner: str, due: Due, error: str, at: int) -> bool:
    """Try a timer no more until a person says so. False: it was set anew or cancelled."""
    last = {"attempts": due.attempts + 1, "error": error, "given_up_at": at, **_FREE}
    return conn.execute(update(timer).where(*_held(owner, due)).values(**last)).rowcount > 0


def _held(owner: str, due: Due) -> tuple[ColumnElement[bool], ...]:
    return timer.c.key == due.key, timer.c.owner == owner, timer.c.due_at == due.due_at


class SqlTimers:
    """The timers' port (bot.timers.ports.TimerStore)."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def open(self) -> None:
        if self._db.dialect == "sqlite":
            await self._db.write(free_timers, None)

    async def leave(self, owner: str) -> None:
        await self._db.write(free_timers, owner)

    async def next_due(self, kinds: list[str]) -> int | None:
        return await self._db.read(next_due, kinds)

    async def claim(
        self, owner: str, now: int, *, stale: int, kinds: list[str], limit: int
    ) -> list[Due]:
        return await self._db.write(claim_due, owner, now, stale=stale, kinds=kinds, limit=limit)

    async def renew(self, owner: str, keys: list[str], now: int) -> None:
        await self._db.write(renew_timers, owner, keys, now)

    async def finish(self, owner: str, due: Due) -> None:
        await self._db.write(finish_timer, owner, due)

    async def defer(
        self, owner: str, due: Due, until: int, attempts: int, error: str | None = None
    ) -> None:
        await self._db.write(defer_timer, owner, due, until, attempts, error)

    async def give_up(self, owner: str, due: Due, error: str, at: int) -> bool:
        return await self._db.write(give_up_timer, owner, due, error, at)
