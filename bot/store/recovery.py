"""The timer of a cart's one reminder: set and cancelled in the commit that causes it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, String, bindparam, cast, exists, insert, or_, select, update
from sqlalchemy.sql import ClauseElement

from bot.orders.recovery import Reason, due_at
from bot.store.prepared import prepared
from bot.store.settings import preferences_of
from bot.store.states import IS_HELD, IS_QUEUED
from bot.store.tables.commerce import cart, cart_line
from bot.store.tables.conversation import conversation, message, suppression
from bot.store.tables.engine import outbox
from bot.store.timers import cancel_timer, set_timer
from bot.store.window import wrote_last

RECOVERY: Final = "recovery"


def recovery_key(cart_id: int) -> str:
    """Name the timer, and the message, of a cart's reminder."""
    return f"cart:{cart_id}:recovery"


def schedule_recovery(conn: Connection, cart_id: int, at: int) -> None:
    """Set or move the reminder of a cart that its customer just changed.

    An empty cart, a shop that sends no reminders and a customer whom a person answers have none.
    """
    row = _facts.first(conn, cart_id=cart_id)
    preferences = preferences_of(conn, row.account_id)
    if not preferences.recovery or not row.filled or row.mode == "person":
        cancel_timer(conn, recovery_key(cart_id))
        return
    due = due_at(at, preferences.recovery_delay, row.last_customer_at)
    set_timer(conn, recovery_key(cart_id), due, RECOVERY, {"cart_id": cart_id}, row.account_id)


@prepared
def _facts(_: Connection) -> ClauseElement:
    """What a cart's reminder depends on."""
    lines = (cart_line.c.cart_id == cart.c.id, cart_line.c.version == cart.c.version)
    filled = exists().where(*lines).label("filled")
    wrote = wrote_last().label("last_customer_at")
    return (
        select(cart.c.account_id, wrote, conversation.c.mode, filled)
        .join(conversation, conversation.c.id == cart.c.conversation_id)
        .where(cart.c.id == bindparam("cart_id"))
    )


def cancel_recovery(conn: Connection, conversation_id: int, reason: Reason, at: int) -> None:
    """Take back the reminder of a conversation's open cart (a person took over, an opt-out)."""
    query = select(cart.c.id).where(
        cart.c.conversation_id == conversation_id, cart.c.state == "open"
    )
    for cart_id in conn.execute(query).scalars().all():
        cancel_cart_recovery(conn, cart_id, reason, at)


def cancel_cart_recovery(conn: Connection, cart_id: int, reason: Reason, at: int) -> None:
    """Take a cart's reminder back and keep why; nothing when there was none, or it went out."""
    waited = cancel_timer(conn, recovery_key(cart_id))
    if _take_back(conn, cart_id, reason, at) or waited:
        suppress(conn, cart_id, reason, at)


def _take_back(conn: Connection, cart_id: int, reason: Reason, at: int) -> bool:
    """Stop a reminder that waits to be sent: behind others, or for a paused number."""
    mine = (outbox.c.key == recovery_key(cart_id), or_(IS_QUEUED, IS_HELD))
    # Under a name of its own: the cart may be left alone anew, and reminded of then.
    key = outbox.c.key + ":" + cast(outbox.c.id, String)
    values = {"key": key, "state": "failed", "error": f"taken back: {reason}"}
    gone = update(outbox).where(*mine).values(values)
    row = conn.execute(gone.returning(outbox.c.message_id, outbox.c.error)).one_or_none()
    if row is None:
        return False
    log = update(message).where(message.c.id == row.message_id)
    conn.execute(log.values(status="failed", status_at=at, error=row.error))
    return True


def suppress(conn: Connection, cart_id: int, reason: Reason, at: int) -> None:
    """Keep why a cart got no reminder."""
    row = conn.execute(
        select(cart.c.account_id, cart.c.customer_id).where(cart.c.id == cart_id)
    ).one()
    facts = {
        "account_id": row.account_id,
        "customer_id": row.customer_id,
        "cart_id": cart_id,
        "kind": RECOVERY,
        "reason": reason,
        "at": at,
    }
    conn.execute(insert(suppression), facts)
