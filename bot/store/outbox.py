"""Messages to send: written in the commit that causes them, read by whoever sends."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select, update

from bot.outbox.outgoing import FORMS, Outgoing
from bot.outbox.ports import Pending
from bot.outbox.verdict import GRACE
from bot.store.changes import record_change
from bot.store.dialect import upsert
from bot.store.lanes import touch_lane
from bot.store.reach import recipients
from bot.store.tables.conversation import conversation, message
from bot.store.tables.engine import outbox
from bot.store.tables.house import whatsapp_number

WAITING = ("queued", "sending")
MOST_A_LOOK = 10


def queue(conn: Connection, outgoing: Outgoing) -> int | None:
    """Write a message to send, with its row of the message log.

    Returns the log row's id; None when a message of this key was written before.
    """
    row_id = _insert(conn, outgoing)
    if row_id is None:
        return None
    message_id = _log(conn, outgoing)
    conn.execute(update(outbox).where(outbox.c.id == row_id).values(message_id=message_id))
    touch_lane(conn, outgoing.lane, outgoing.at)
    record_change(conn, outgoing.account_id, "conversation", outgoing.conversation_id, outgoing.at)
    return message_id


def is_queued(conn: Connection, key: str) -> bool:
    """Whether a message of this key was written, whatever became of it."""
    return conn.scalar(select(outbox.c.id).where(outbox.c.key == key)) is not None


def pending_of(conn: Connection, lane: str) -> tuple[Pending, ...]:
    """Return the lane's first messages that are not out yet, oldest first."""
    query = (
        select(
            outbox,
            conversation.c.customer_id,
            conversation.c.last_customer_at,
            func.coalesce(whatsapp_number.c.paused, False).label("paused"),
        )
        .outerjoin(conversation, conversation.c.id == outbox.c.conversation_id)
        .outerjoin(whatsapp_number, whatsapp_number.c.phone_number_id == outbox.c.phone_number_id)
        .where(outbox.c.lane == lane, outbox.c.state.in_(WAITING))
        .order_by(outbox.c.id)
        .limit(MOST_A_LOOK)
    )
    rows = conn.execute(query).all()
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
    unknown = mine.where(outbox.c.state == "sending").values(next_try_at=at + GRACE)
    waiting = set(conn.scalars(unknown.returning(outbox.c.lane)))
    fresh = {"state": "queued", "next_try_at": at, "forgiven": outbox.c.attempts}
    freed = mine.where(outbox.c.state == "held").values(**fresh)
    lanes = list(conn.scalars(freed.returning(outbox.c.lane)))
    for key in sorted(waiting.union(lanes)):
        touch_lane(conn, key, at)
    return len(lanes)


def oldest_waiting(conn: Connection) -> int | None:
    """Return when the oldest message that is not out yet was written."""
    waiting = select(func.min(outbox.c.created_at)).where(outbox.c.state.in_(WAITING))
    return conn.scalar(waiting)


def outbox_counts(
    conn: Connection, states: Sequence[str] = (*WAITING, "held", "dead")
) -> dict[str, int]:
    """Return how many messages are in each of these states."""
    query = select(outbox.c.state, func.count()).where(outbox.c.state.in_(states))
    return dict(conn.execute(query.group_by(outbox.c.state)).all())


def _insert(conn: Connection, out: Outgoing) -> int | None:
    row = {
        "account_id": out.account_id,
        "key": out.key,
        "conversation_id": out.conversation_id,
        "kind": out.kind,
        "forms": {form: out.forms.get(form) for form in FORMS},
        "lane": out.lane,
        "phone_number_id": out.phone_number_id,
        "next_try_at": out.at,
        "created_at": out.at,
    }
    fresh = upsert(conn, outbox).values(**row).on_conflict_do_nothing()
    return conn.scalar(fresh.returning(outbox.c.id))


def _log(conn: Connection, out: Outgoing) -> int:
    row = {
        "account_id": out.account_id,
        "conversation_id": out.conversation_id,
        "turn_id": out.turn_id,
        "direction": "out",
        "author": out.author,
        "person_id": out.person_id,
        "type": out.message_type,
        "body": out.body,
        "payload": out.forms.get("free") or out.forms.get("template"),
        "status": "queued",
        "at": out.at,
    }
    return conn.execute(insert(message).values(**row).returning(message.c.id)).scalar_one()
