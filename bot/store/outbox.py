"""Messages to send: written in the commit that causes them, read by whoever sends."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select, update

from bot.outbox.outgoing import FORMS, Outgoing
from bot.outbox.ports import Pending
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


def cancel_queued(conn: Connection, key: str) -> bool:
    """Take a message back that no try was begun for; people see it as failed. True: it was."""
    mine = (outbox.c.key == key, outbox.c.state.in_(["queued", "held"]), outbox.c.attempts == 0)
    gone = update(outbox).where(*mine).values(state="failed", error="cancelled")
    row = conn.execute(gone.returning(outbox.c.message_id)).one_or_none()
    if row is None:
        return False
    log = update(message).where(message.c.id == row.message_id)
    conn.execute(log.values(status="failed", error="cancelled"))
    return True


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
        )
        for row in rows
    )


def resume_number(conn: Connection, phone_number_id: str, at: int) -> int:
    """Let a paused number send again; return how many messages were held back.

    Tries are counted on: a status must never be taken for that of a later try.
    """
    number = whatsapp_number.c.phone_number_id == phone_number_id
    conn.execute(update(whatsapp_number).where(number).values(paused=False, paused_reason=None))
    mine = (outbox.c.phone_number_id == phone_number_id, outbox.c.state == "held")
    freed = update(outbox).where(*mine).values(state="queued", next_try_at=at)
    lanes = list(conn.scalars(freed.returning(outbox.c.lane)))
    for key in sorted(set(lanes)):
        touch_lane(conn, key, at)
    return len(lanes)


def revive(conn: Connection, outbox_id: int, at: int) -> bool:
    """Send a message that was given up once more; a person's decision. True: it was given up."""
    mine = (outbox.c.id == outbox_id, outbox.c.state.in_(["dead", "failed"]))
    again = (
        update(outbox)
        .where(*mine)
        .values(state="queued", attempts=0, next_try_at=at, wamid=None, error=None, error_code=None)
    )
    row = conn.execute(again.returning(outbox.c.lane, outbox.c.message_id)).one_or_none()
    if row is None:
        return False
    log = update(message).where(message.c.id == row.message_id)
    conn.execute(log.values(status="queued", error=None, error_code=None))
    touch_lane(conn, row.lane, at)
    return True


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
