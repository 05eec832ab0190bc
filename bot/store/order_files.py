"""Files that customers send to show that they paid: kept with the order, never taken as money."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from bot.console.api.ports import ReceiptFile
from bot.inbox.closing import Closing, Loaded, Receipt
from bot.store.changes import record_change
from bot.store.cut import cut
from bot.store.tables.commerce import order
from bot.store.tables.conversation import media, message


def attach_receipts(conn: Connection, closing: Closing) -> None:
    """Keep the files that a turn attached with the orders of its own customer."""
    loaded = closing.loaded
    for one in closing.receipts:
        order_id = _order_of(conn, loaded, one)
        if order_id is not None and _attach(conn, loaded.account_id, order_id, one.wamid):
            record_change(conn, loaded.account_id, "order", order_id, closing.now)


def _order_of(conn: Connection, loaded: Loaded, receipt: Receipt) -> int | None:
    """Return the order that a receipt is for; without a number, the only one it can be for."""
    orders = select(order.c.id).where(
        order.c.account_id == loaded.account_id, order.c.customer_id == loaded.customer.id
    )
    if receipt.number is not None:
        return conn.scalar(orders.where(order.c.number == int(receipt.number)))
    found = conn.scalars(orders.where(awaits_transfer()).limit(2)).all()
    return found[0] if len(found) == 1 else None


def awaits_transfer() -> ColumnElement[bool]:
    """Whether an order's transfer has not come in yet."""
    unpaid = and_(order.c.paid_at.is_(None), order.c.state != "cancelled")
    return and_(order.c.method == "transfer", unpaid)


def _attach(conn: Connection, account_id: int, order_id: int, wamid: str) -> bool:
    sent = select(message.c.id).where(
        message.c.account_id == account_id,
        message.c.wamid == cut(message.c.wamid, wamid),
        message.c.direction == "in",
    )
    files = update(media).where(media.c.message_id.in_(sent)).values(order_id=order_id)
    return bool(conn.execute(files).rowcount)


def receipts_of(conn: Connection, order_ids: Collection[int]) -> dict[int, tuple[ReceiptFile, ...]]:
    """Return the files kept with each order, oldest first."""
    query = (
        select(media, message.c.conversation_id, message.c.at.label("sent_at"))
        .join(message, message.c.id == media.c.message_id)
        .where(media.c.order_id.in_(list(order_ids)))
        .order_by(media.c.id)
    )
    found: dict[int, tuple[ReceiptFile, ...]] = {}
    for row in conn.execute(query):
        talk = (row.message_id, row.conversation_id or 0)
        file = (row.mime or "", row.size or 0, row.state)
        one = ReceiptFile(*talk, *file, at=row.sent_at)
        found[row.order_id] = (*found.get(row.order_id, ()), one)
    return found


def count_receipts(conn: Connection, order_id: int) -> int:
    """Return how many files are kept with an order."""
    return conn.scalar(select(func.count()).where(media.c.order_id == order_id)) or 0


def orders_shown_in(conn: Connection, message_ids: Sequence[int]) -> dict[int, int]:
    """Return the number of the order whose payment a message shows, by the message's id."""
    query = (
        select(media.c.message_id, order.c.number)
        .join(order, order.c.id == media.c.order_id)
        .where(media.c.message_id.in_(list(message_ids)))
    )
    return {row.message_id: row.number for row in conn.execute(query)}
