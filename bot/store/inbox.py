"""Stored updates: read by lane, finished by turns, tried again, given up, purged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import Connection, bindparam, case, func, select, update
from sqlalchemy.sql import ClauseElement

from bot.inbox.heard import opened_by
from bot.inbox.ports import InboxRow
from bot.store.changes import record_change
from bot.store.dialect import one_of
from bot.store.lanes import touch_lane
from bot.store.prepared import given, prepared
from bot.store.states import IS_DEAD, IS_OPEN
from bot.store.tables.conversation import conversation
from bot.store.tables.engine import inbox
from bot.store.window import note_writing
from bot.whatsapp.read_message import read

MOST_A_LOOK = 20


@prepared
def _open(_: Connection) -> ClauseElement:
    """A lane's first open rows behind an id."""
    columns = [inbox.c[field.name] for field in fields(InboxRow)]
    mine = (IS_OPEN, inbox.c.lane == bindparam("lane"))
    behind = select(*columns).where(*mine, inbox.c.id > bindparam("after"))
    return behind.order_by(inbox.c.id).limit(MOST_A_LOOK)


@prepared
def _finish(conn: Connection) -> ClauseElement:
    mine = (one_of(conn, inbox.c.id, "ids"), IS_OPEN)
    return update(inbox).where(*mine).values(given("state"))


def open_rows(conn: Connection, lane: str, after: int = 0) -> tuple[InboxRow, ...]:
    """Return the lane's first open rows with an id above `after`, oldest first."""
    return tuple(InboxRow(*row) for row in _open.rows(conn, lane=lane, after=after))


def finish_rows(conn: Connection, ids: Sequence[int], state: str = "done") -> int:
    """Close rows in the commit that answers them; return how many were still open.

    That commit also writes when their customer wrote last (bot.store.window).
    """
    return _finish.run(conn, ids=list(ids), state=state)


def defer_rows(conn: Connection, ids: Sequence[int], until: int, error: str) -> None:
    """Try failed rows again later. error: why they failed."""
    mine = (inbox.c.id.in_(ids), IS_OPEN)
    again = {"attempts": inbox.c.attempts + 1, "error": error, "next_try_at": until}
    conn.execute(update(inbox).where(*mine).values(again))


def bury_rows(conn: Connection, ids: Sequence[int], error: str, at: int) -> None:
    """Give rows up; their conversations ask for a person."""
    mine = (inbox.c.id.in_(ids), IS_OPEN)
    dead = update(inbox).where(*mine).values(state="dead", error=error)
    for row in conn.execute(dead.returning(inbox)).all():
        if row.lane is not None and row.lane.startswith("c:"):
            conversation_id = int(row.lane.removeprefix("c:"))
            if row.kind == "message":
                note_writing(
                    conn, conversation_id, opened_by(read(row.payload), row.received_at), at
                )
            ask_for_person(conn, conversation_id, "failed", at)


def dig_up(conn: Connection, inbox_id: int, at: int) -> bool:
    """Let a row that was given up have its turn after all; a person's decision."""
    mine = (inbox.c.id == inbox_id, IS_DEAD, inbox.c.lane.is_not(None))
    again = update(inbox).where(*mine).values(state="open", attempts=0, next_try_at=None)
    lane = conn.scalar(again.returning(inbox.c.lane))
    if lane is None:
        return False
    touch_lane(conn, lane, at)
    return True


def ask_for_person(conn: Connection, conversation_id: int, reason: str, at: int) -> None:
    """Show people that a conversation needs one of them.

    reason: a short code. It takes the place of an older one, which reading may settle; why a
    person has the conversation stays.
    """
    mine, bots = conversation.c.id == conversation_id, conversation.c.mode == "bot"
    why = {
        conversation.c.handover_reason: reason,
        conversation.c.handover_summary: "",
        conversation.c.handover_at: at,
    }
    kept = {column.name: case((bots, fresh), else_=column) for column, fresh in why.items()}
    flag = update(conversation).where(mine).values(asks_for_person=True, **kept)
    account = conn.scalar(flag.returning(conversation.c.account_id))
    if account is not None:
        record_change(conn, account, "conversation", conversation_id, at)


def count_open(conn: Connection, most: int = 100_000) -> int:
    """Return how many rows wait for their turn, counting no further than `most`."""
    rows = select(inbox.c.id).where(IS_OPEN).limit(most).subquery()
    return conn.scalar(select(func.count()).select_from(rows)) or 0


def count_dead(conn: Connection) -> int:
    """Return how many rows were given up."""
    dead = select(func.count()).select_from(inbox).where(IS_DEAD)
    return conn.scalar(dead) or 0


def oldest_open(conn: Connection) -> int | None:
    """Return when the oldest row that waits for its turn was received."""
    return conn.scalar(select(func.min(inbox.c.received_at)).where(IS_OPEN))
