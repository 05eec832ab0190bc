"""Messages that were given up, ours and customers': listed with why, tried again by a person."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Select, func, literal, null, select, update

from bot.clock import Clock
from bot.console.api.ports import DeadLetter, Direction
from bot.store.audit import record_audit
from bot.store.changes import record_change
from bot.store.database import Database
from bot.store.inbox import dig_up
from bot.store.lanes import touch_lane
from bot.store.prepared import among
from bot.store.states import IS_DEAD, IS_GIVEN_UP
from bot.store.tables.conversation import message
from bot.store.tables.engine import inbox, outbox

_LANE: Final = "c:"


class SqlDeadLetters:
    """bot.console.api.ports.DeadLetters over the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock

    async def letters(self, account_id: int, limit: int) -> list[DeadLetter]:
        return await self._db.read(dead_letters, account_id, limit)

    async def revive(self, account_id: int, direction: Direction, letter_id: int) -> bool:
        again = revive_outgoing if direction == "out" else revive_incoming
        return await self._db.write(again, account_id, letter_id, self._clock.now())


def dead_letters(conn: Connection, account_id: int, limit: int) -> list[DeadLetter]:
    """Return what was given up, newest first: our messages and customers' updates."""
    queries = (_outgoing(account_id), _incoming(account_id))
    rows = [row for query in queries for row in conn.execute(query.limit(limit)).mappings()]
    rows.sort(key=lambda row: (row["at"], row["id"]), reverse=True)
    return [_letter(row) for row in rows[:limit]]


def given_up_since(conn: Connection, account_id: int, since: int) -> int:
    """Return how many messages, ours and customers', were given up that came since then."""
    ours = (
        select(func.count())
        .select_from(outbox)
        .where(
            outbox.c.account_id == account_id,
            IS_GIVEN_UP,
            among(outbox.c.state, "dead"),
            outbox.c.created_at >= since,
        )
    )
    theirs = (
        select(func.count())
        .select_from(inbox)
        .where(inbox.c.account_id == account_id, IS_DEAD, inbox.c.received_at >= since)
    )
    return sum(conn.scalar(query) or 0 for query in (ours, theirs))


def revive_outgoing(conn: Connection, account_id: int, letter_id: int, at: int) -> bool:
    """Send a message that was given up once more. True: it was given up.

    Its tries are counted on, so that a late status of an earlier one is never taken for that of
    the next; they only count no more against it.
    """
    mine = (outbox.c.id == letter_id, outbox.c.account_id == account_id)
    fresh: dict[str, Any] = {
        "state": "queued",
        "forgiven": outbox.c.attempts,
        "next_try_at": at,
        **dict.fromkeys(("wamid", "sent_at", "error", "error_code")),
    }
    again = update(outbox).where(*mine, IS_GIVEN_UP).values(**fresh)
    columns = (outbox.c.lane, outbox.c.message_id, outbox.c.conversation_id)
    row = conn.execute(again.returning(*columns)).one_or_none()
    if row is None:
        return False
    log = update(message).where(message.c.id == row.message_id)
    conn.execute(log.values(status="queued", status_at=at, wamid=None, error=None, error_code=None))
    touch_lane(conn, row.lane, at)
    record_change(conn, account_id, "conversation", row.conversation_id, at)
    record_audit(conn, account_id, None, "message.revived", at, outbox=letter_id)
    return True


def revive_incoming(conn: Connection, account_id: int, letter_id: int, at: int) -> bool:
    """Let a customer's message that was given up have its turn after all. True: it was."""
    mine = select(inbox.c.id).where(inbox.c.id == letter_id, inbox.c.account_id == account_id)
    if conn.scalar(mine) is None or not dig_up(conn, letter_id, at):
        return False
    record_audit(conn, account_id, None, "update.revived", at, inbox=letter_id)
    return True


def _outgoing(account_id: int) -> Select[*tuple[Any, ...]]:
    columns = ("id", "kind", "state", "error", "error_code", "attempts", "lane")
    chosen = [outbox.c[name] for name in columns]
    known = outbox.outerjoin(message, message.c.id == outbox.c.message_id)
    told = (outbox.c.created_at.label("at"), message.c.body, null().label("payload"))
    return (
        select(literal("out").label("direction"), *chosen, *told)
        .select_from(known)
        .where(outbox.c.account_id == account_id, IS_GIVEN_UP)
        .order_by(outbox.c.id.desc())
    )


def _incoming(account_id: int) -> Select[*tuple[Any, ...]]:
    columns = ("id", "kind", "state", "error", "attempts", "lane")
    chosen = [inbox.c[name] for name in columns]
    told = (null().label("error_code"), null().label("body"), inbox.c.payload)
    return (
        select(literal("in").label("direction"), *chosen, inbox.c.received_at.label("at"), *told)
        .where(inbox.c.account_id == account_id, IS_DEAD)
        .order_by(inbox.c.id.desc())
    )


def _letter(row: RowMapping) -> DeadLetter:
    lane = row["lane"] or ""
    return DeadLetter(
        direction=row["direction"],
        id=row["id"],
        kind=row["kind"],
        state=row["state"],
        reason=row["error"] or "",
        code=row["error_code"],
        tries=row["attempts"],
        conversation_id=int(lane.removeprefix(_LANE)) if lane.startswith(_LANE) else None,
        text=row["body"] or _words(row["payload"]),
        at=row["at"],
    )


def _words(payload: Any) -> str:
    """Return what a customer wrote, out of Meta's JSON; empty for anything but text."""
    try:
        return str(payload["message"]["text"]["body"])
    except (KeyError, TypeError):
        return ""
