"""Orders in the database: made once, in the commit that closes their cart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, and_, func, insert, select

from actions.shop.cart import CartLine
from actions.shop.money import Money
from bot.orders.states import OrderStateError
from bot.orders.values import Details, grand_total
from bot.store.attempts import supersede
from bot.store.carts import close_cart, lock_cart
from bot.store.changes import record_change
from bot.store.dialect import for_update
from bot.store.recovery import cancel_cart_recovery
from bot.store.stock import take
from bot.store.tables.commerce import order, order_line
from bot.store.tables.house import account

FIRST_NUMBER: Final = 1001


@dataclass(frozen=True, slots=True)
class Draft:
    """An order to be made of a locked, open cart. lines: exactly what was agreed or paid."""

    account_id: int
    customer_id: int
    conversation_id: int
    cart_id: int
    cart_version: int
    lines: tuple[CartLine, ...]
    shipping: Money
    details: Details
    method: str
    attempt_id: int | None = None


def make_order(conn: Connection, draft: Draft, at: int) -> RowMapping:
    """Write the order and all that follows from it; ShortageError when the stock is gone.

    Takes the stock, closes the cart, gives up its other payments and its reminder. A draft
    with an attempt is paid. The caller tells the customer, in the same commit.
    """
    take(conn, draft.account_id, draft.lines, at)
    statement = insert(order).values(_values(conn, draft, at)).returning(order.c.id)
    order_id = conn.execute(statement).scalar_one()
    _write_lines(conn, order_id, draft.lines)
    close_cart(conn, draft.cart_id, "ordered", at)
    supersede(conn, draft.cart_id, at, but=draft.attempt_id)
    cancel_cart_recovery(conn, draft.cart_id, "paid" if draft.attempt_id else "ordered", at)
    record_change(conn, draft.account_id, "order", order_id, at)
    record_change(conn, draft.account_id, "cart", draft.cart_id, at)
    return read_order(conn, order_id)


def read_order(conn: Connection, order_id: int) -> RowMapping:
    """Return an order's row."""
    return conn.execute(select(order).where(order.c.id == order_id)).mappings().one()


def locked_order(conn: Connection, account_id: int, number: int) -> RowMapping:
    """Return an order's row, locked until the commit. OrderStateError: there is none.

    Its conversation's lane and its cart come first, as for whoever pays or answers.
    """
    mine = and_(order.c.account_id == account_id, order.c.number == number)
    cart_id = conn.scalar(select(order.c.cart_id).where(mine))
    if cart_id is None:
        raise OrderStateError(f"there is no order {number}")
    lock_cart(conn, cart_id)
    return conn.execute(for_update(conn, select(order).where(mine))).mappings().one()


def order_of_cart(conn: Connection, cart_id: int) -> RowMapping | None:
    """Return the order that a cart became."""
    return conn.execute(select(order).where(order.c.cart_id == cart_id)).mappings().first()


def order_lines(conn: Connection, order_id: int, currency: str) -> tuple[CartLine, ...]:
    """Return an order's lines as they were agreed."""
    query = select(order_line).where(order_line.c.order_id == order_id)
    rows = conn.execute(query.order_by(order_line.c.position))
    return tuple(
        CartLine(row.sku, row.name, row.quantity, Money(row.unit_price, currency)) for row in rows
    )


def _values(conn: Connection, draft: Draft, at: int) -> dict[str, Any]:
    paid = draft.attempt_id is not None
    total = grand_total(draft.lines, draft.shipping)
    values: Mapping[str, Any] = {
        "account_id": draft.account_id,
        "number": _next_number(conn, draft.account_id),
        "customer_id": draft.customer_id,
        "conversation_id": draft.conversation_id,
        "cart_id": draft.cart_id,
        "cart_version": draft.cart_version,
        "attempt_id": draft.attempt_id,
        "method": draft.method,
        "state": "paid" if paid else "placed",
        "paid_at": at if paid else None,
    }
    sums = {
        "currency": total.currency,
        "subtotal": total.amount - draft.shipping.amount,
        "shipping": draft.shipping.amount,
        "total": total.amount,
    }
    written = {"details": draft.details.as_json(), "placed_at": at, "updated_at": at}
    return {**values, **sums, **written}


def _next_number(conn: Connection, account_id: int) -> int:
    # The account's row is the counter's lock: numbers have no gaps and never meet.
    # Not against whoever only refers to the account (key_share).
    conn.execute(select(account).where(account.c.id == account_id).with_for_update(key_share=True))
    last = conn.scalar(select(func.max(order.c.number)).where(order.c.account_id == account_id))
    return FIRST_NUMBER if last is None else int(last) + 1


def _write_lines(conn: Connection, order_id: int, lines: Sequence[CartLine]) -> None:
    rows = [
        {
            "order_id": order_id,
            "position": position,
            "sku": line.sku,
            "name": line.name,
            "quantity": line.quantity,
            "unit_price": line.unit_price.amount,
        }
        for position, line in enumerate(lines)
    ]
    conn.execute(insert(order_line), rows)
