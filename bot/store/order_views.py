"""Orders as other systems read them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, select

from actions.shop.cart import CartLine
from actions.shop.money import Money
from bot.console.api.ports import Order, ReceiptFile
from bot.orders.values import details_from
from bot.store.database import Database
from bot.store.order_files import receipts_of
from bot.store.reach import recipients
from bot.store.tables.commerce import order, order_line, payment_attempt
from bot.store.tables.conversation import customer


class SqlOrderReader:
    """bot.console.api.ports.OrderReader over the database."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def orders(
        self, account_id: int, *, state: str | None, before: int | None, limit: int
    ) -> list[Order]:
        return await self._db.read(list_orders, account_id, state=state, before=before, limit=limit)

    async def order(self, account_id: int, number: int) -> Order | None:
        found = await self._db.read(
            list_orders, account_id, state=None, before=number + 1, limit=1, exactly=number
        )
        return found[0] if found else None


def list_orders(
    conn: Connection,
    account_id: int,
    *,
    state: str | None,
    before: int | None,
    limit: int,
    exactly: int | None = None,
) -> list[Order]:
    """Return orders with their lines, newest first."""
    joined = order.join(customer, customer.c.id == order.c.customer_id).outerjoin(
        payment_attempt, payment_attempt.c.id == order.c.attempt_id
    )
    told = (customer.c.name.label("customer_name"), payment_attempt.c.refunded)
    query = select(order, *told).select_from(joined)
    query = query.where(order.c.account_id == account_id)
    if state is not None:
        query = query.where(order.c.state == state)
    if before is not None:
        query = query.where(order.c.number < before)
    if exactly is not None:
        query = query.where(order.c.number == exactly)
    rows = conn.execute(query.order_by(order.c.number.desc()).limit(limit)).mappings().all()
    lines = _lines(conn, rows)
    reach = recipients(conn, {row["customer_id"] for row in rows})
    phones = {customer_id: one.phone or "" for customer_id, one in reach.items()}
    receipts = receipts_of(conn, [row["id"] for row in rows])
    return [
        _order(row, lines.get(row["id"], ()), phones, receipts.get(row["id"], ())) for row in rows
    ]


def _lines(conn: Connection, rows: Sequence[RowMapping]) -> dict[int, tuple[CartLine, ...]]:
    currencies = {row["id"]: row["currency"] for row in rows}
    query = select(order_line).where(order_line.c.order_id.in_(list(currencies)))
    found: dict[int, tuple[CartLine, ...]] = {}
    for one in conn.execute(query.order_by(order_line.c.order_id, order_line.c.position)):
        price = Money(one.unit_price, currencies[one.order_id])
        line = CartLine(one.sku, one.name, one.quantity, price)
        found[one.order_id] = (*found.get(one.order_id, ()), line)
    return found


def _order(
    row: RowMapping,
    lines: tuple[CartLine, ...],
    phones: dict[int, str],
    receipts: tuple[ReceiptFile, ...],
) -> Order:
    return Order(
        number=row["number"],
        state=row["state"],
        method=row["method"],
        currency=row["currency"],
        subtotal=row["subtotal"],
        shipping=row["shipping"],
        total=row["total"],
        placed_at=row["placed_at"],
        paid_at=row["paid_at"],
        tracking=row["tracking"],
        conversation_id=row["conversation_id"],
        customer=row["customer_name"],
        phone=phones.get(row["customer_id"], ""),
        details=details_from(row["details"]),
        lines=lines,
        refunded=row["refunded"] or 0,
        cancel_reason=row["cancel_reason"],
        receipts=receipts,
    )
