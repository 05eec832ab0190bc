"""Money of orders that goes back: a part, the rest, each asked for once."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, select

from actions.shop.money import Money
from bot.orders.states import OrderStateError
from bot.store.attempts import read_attempt
from bot.store.audit import record_audit
from bot.store.order_rows import locked_order
from bot.store.refunds import queue_refund, refund_key, refundable
from bot.store.reviews import is_disputed
from bot.store.tables.commerce import refund

REASON = "merchant"


def refund_order(  # noqa: PLR0917 - of which order, how much, once under which name
    conn: Connection, account_id: int, number: int, amount: int | None, key: str, at: int
) -> Money:
    """Have a part of an order's online payment given back, or all that is left of it.

    The same key again changes nothing. OrderStateError when it cannot be; says why.
    """
    row = locked_order(conn, account_id, number)
    if row["attempt_id"] is None:
        raise OrderStateError(f"order {number} was not paid online: give its money back by hand")
    attempt = read_attempt(conn, row["attempt_id"], lock=True)
    before = _asked_before(conn, attempt, amount, key)
    if before is not None:
        return before
    wanted = _allowed(conn, attempt, number, amount)
    queue_refund(conn, attempt, wanted.amount, REASON, at, key)
    facts = {"order": number, "amount": wanted.amount, "currency": wanted.currency}
    record_audit(conn, account_id, None, "order.refunded", at, **facts)
    return wanted


def refund_rest(conn: Connection, attempt_id: int, at: int) -> None:
    """Have all that is left of a cancelled order's payment given back."""
    attempt = read_attempt(conn, attempt_id, lock=True)
    left = refundable(conn, attempt)
    if left > 0:
        queue_refund(conn, attempt, left, "cancelled", at)


def _asked_before(
    conn: Connection, attempt: RowMapping, amount: int | None, key: str
) -> Money | None:
    query = select(refund).where(refund.c.key == refund_key(attempt, REASON, key))
    row = conn.execute(query).mappings().first()
    if row is None:
        return None
    if row["state"] == "failed":
        raise OrderStateError("this refund failed: decide on it under the payments' reviews")
    if amount not in {None, row["amount"]}:
        raise OrderStateError("this key was used for another amount: a new refund needs a new key")
    return Money(row["amount"], row["currency"])


def _allowed(conn: Connection, attempt: RowMapping, number: int, amount: int | None) -> Money:
    if is_disputed(conn, attempt["id"]):
        raise OrderStateError("the payment is disputed: the bank decides; close its review first")
    left = refundable(conn, attempt)
    if left <= 0:
        raise OrderStateError(f"nothing of what was paid for order {number} is left to give back")
    wanted = left if amount is None else amount
    if not 0 < wanted <= left:
        most = Money(left, attempt["currency"]).major
        raise OrderStateError(
            f"between nought and {most} {attempt['currency']} can be given back for order {number}"
        )
    return Money(wanted, attempt["currency"])
