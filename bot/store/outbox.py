"""Messages to send: written in the commit that causes them, read by whoever sends."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.sql import ClauseElement

from bot.outbox.outgoing import FORMS, Outgoing
from bot.outbox.ports import Pending
from bot.outbox.verdict import GRACE
from bot.store.changes import record_change
from bot.store.dialect import upsert
from bot.store.lanes import touch_lane
from bot.store.prepared import given, prepared
from bot.store.reach import recipients
from bot.store.states import IS_GIVEN_UP, IS_HELD, IS_SENDING, WAITS
from bot.store.tables.conversation import conversation, message
from bot.store.tables.engine import outbox
from bot.store.tables.house import whatsapp_number
from bot.store.window import wrote_last

MOST_A_LOOK = 10
ROW = ("account_id", "key", "conversation_id", "kind", "forms", "lane", "phone_number_id")
LOGGED = ("account_id", "conversation_id", "turn_id", "author", "person_id", "type", "body")


@prepared
def _insert(conn: Connection) -> ClauseElement:
    """Write a message unless its key is there."""
    moments = {"next_try_at": bindparam("at"), "created_at": bindparam("at")}
    fresh = upsert(conn, outbox).values(given(*ROW) | moments)
    return fresh.on_conflict_do_nothing().returning(outbox.c.id)


@prepared
def _log(_: Connection) -> ClauseElement:
    row = given(*LOGGED, "payload", "at")
    return insert(message).values(direction="out", status="queued", **row).returning(message.c.id)


@prepared
def _join(_: Connection) -> ClauseElement:
    mine = outbox.c.id == bindparam("outbox_id")
    return update(outbox).where(mine).values(given("message_id"))


@prepared
def _waiting(_: Connection) -> ClauseElement:
    """A lane's first messages that are not out yet, and what sending them depends on."""
    number, talk = whatsapp_number.c, conversation.c
    names = ("id", "account_id", "lane", "kind", "phone_number_id", "forms", "state", "attempts")
    columns = [outbox.c[name] for name in (*names, "next_try_at", "forgiven")]
    paused = func.coalesce(number.paused, False).label("paused")
    return (
        select(*columns, talk.customer_id, wrote_last().label("last_customer_at"), paused)
        .outerjoin(conversation, talk.id == outbox.c.conversation_id)
        .outerjoin(whatsapp_number, number.phone_number_id == outbox.c.phone_number_id)
        .where(outbox.c.lane == bindparam("lane"), WAITS)
        .order_by(outbox.c.id)
        .limit(MOST_A_LOOK)
    )


def queue(conn: Connection, outgoing: Outgoing) -> int | None:
    """Write a message to send, with its row of the message log, and tell who sends and who reads.

    Returns the log row's id; None when a message of this key was written before.
    """
    message_id = write(conn, outgoing)
    if message_id is not None:
        told = (outgoing.account_id, "conversation", outgoing.conversation_id, outgoing.at)
        touch_lane(conn, outgoing.lane, outgoing.at)
        record_change(conn, *told)
    return message_id


def write(conn: Connection, out: Outgoing) -> int | None:
    """Like queue, for a commit that touches the lane and records the change itself."""
    shared = {
        "account_id": out.account_id,
        "conversation_id": out.conversation_id,
        "at": out.at,
    }
    forms = {form: out.forms.get(form) for form in FORMS}
    outbox_id = _insert.scalar(
        conn, **shared, key=out.key, kind=out.kind, forms=forms, lane=out.lane,
        phone_number_id=out.phone_number_id,
    )  # fmt: skip
    if outbox_id is None:
        return None
    payload = out.forms.get("free") or out.forms.get("template")
    message_id: int = _log.scalar(
        conn, **shared, turn_id=out.turn_id, author=out.author, person_id=out.person_id,
        type=out.message_type, body=out.body, payload=payload,
    )  # fmt: skip
    _join.run(conn, outbox_id=outbox_id, message_id=message_id)
    return message_id


def is_queued(conn: Connection, key: str) -> bool:
    """Whether a message of this key was written, whatever became of it."""
    return conn.scalar(select(outbox.c.id).where(outbox.c.key == key)) is not None


def pending_of(conn: Connection, lane: str) -> tuple[Pending, ...]:
    """Return the lane's first messages that are not out yet, oldest first."""
    rows = _waiting.rows(conn, lane=lane)
    reach = recipients(conn, {row.customer_id for row in rows if row.customer_id is not None})
    return tuple(
        Pending(
            id=row.id,
            account_id=row.account_id,
            lane=row.lane,
            kind=row.kind,
            phone_number_id=row.phone_number_id,
            forms=row.forms,
            state=row.state,
            attempts=row.attempts,
            next_try_at=row.next_try_at,
            recipient=reach.get(row.customer_id),
            last_customer_at=row.last_customer_at,
            paused=bool(row.paused),
            forgiven=row.forgiven,
        )
        for row in rows
    )


def resume_number(conn: Connection, phone_number_id: str, at: int) -> int:
    """Let a paused number send again; return how many messages were held back.

    What was being sent when it paused waits once more for the status that tells its outcome.
    Tries are counted on: a status must never be taken for that of a later try.
    """
    number = whatsapp_number.c.phone_number_id == phone_number_id
    conn.execute(update(whatsapp_number).where(number).values(paused=False, paused_reason=None))
    mine = update(outbox).where(outbox.c.phone_number_id == phone_number_id)
    unknown = mine.where(IS_SENDING).values(next_try_at=at + GRACE)
    waiting = set(conn.scalars(unknown.returning(outbox.c.lane)))
    fresh = {"state": "queued", "next_try_at": at, "forgiven": outbox.c.attempts}
    freed = mine.where(IS_HELD).values(**fresh)
    lanes = list(conn.scalars(freed.returning(outbox.c.lane)))
    for key in sorted(waiting.union(lanes)):
        touch_lane(conn, key, at)
    return len(lanes)


def oldest_waiting(conn: Connection) -> int | None:
    """Return when the oldest message that is not out yet was written."""
    waiting = select(func.min(outbox.c.created_at)).where(WAITS)
    return conn.scalar(waiting)


def outbox_counts(conn: Connection) -> dict[str, int]:
    """Return how many messages are in each state but `sent`: as many rows as are not done with."""
    counted = select(outbox.c.state, func.count()).group_by(outbox.c.state)
    parts = (WAITS, IS_HELD, IS_GIVEN_UP)
    return {state: count for part in parts for state, count in conn.execute(counted.where(part))}
