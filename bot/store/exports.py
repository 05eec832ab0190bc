"""Rows for exports, page by page, in the order of their ids."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Select, func, select

from bot.store.tables.commerce import order, order_line
from bot.store.tables.conversation import conversation, customer, customer_address, message

PAGE: Final = 1_000


def page(conn: Connection, subject: str, account_id: int, after: int) -> list[dict[str, Any]]:
    """Return the next rows of a subject behind an id. KeyError for an unknown subject."""
    query = _QUERIES[subject](account_id, after)
    return [_plain(row) for row in conn.execute(query.limit(PAGE)).mappings()]


def subjects() -> tuple[str, ...]:
    """Return what can be exported."""
    return tuple(_QUERIES)


def _conversations(account_id: int, after: int) -> Select[*tuple[Any, ...]]:
    phone = (
        select(func.min(customer_address.c.value))
        .where(customer_address.c.customer_id == customer.c.id, customer_address.c.kind == "wa_id")
        .scalar_subquery()
    )
    messages = (
        select(func.count())
        .select_from(message)
        .where(message.c.conversation_id == conversation.c.id)
        .scalar_subquery()
    )
    return (
        select(
            conversation.c.id,
            customer.c.name.label("customer"),
            phone.label("phone"),
            conversation.c.mode,
            conversation.c.handover_reason,
            messages.label("messages"),
            conversation.c.created_at,
            conversation.c.updated_at,
        )
        .select_from(conversation.join(customer))
        .where(conversation.c.account_id == account_id, conversation.c.id > after)
        .order_by(conversation.c.id)
    )


def _messages(account_id: int, after: int) -> Select[*tuple[Any, ...]]:
    columns = ("id", "conversation_id", "direction", "author", "type", "body", "wamid")
    more = ("status", "error_code", "error", "at")
    chosen = [message.c[name] for name in (*columns, *more)]
    where = (message.c.account_id == account_id) & (message.c.id > after)
    return select(*chosen).where(where).order_by(message.c.id)


def _orders(account_id: int, after: int) -> Select[*tuple[Any, ...]]:
    units = (
        select(func.sum(order_line.c.quantity))
        .where(order_line.c.order_id == order.c.id)
        .scalar_subquery()
    )
    names = ("id", "number", "customer_id", "method", "state", "paid_at", "currency", "subtotal")
    more = ("shipping", "total", "tracking", "placed_at")
    chosen = [order.c[name] for name in (*names, *more)]
    where = (order.c.account_id == account_id) & (order.c.id > after)
    return select(*chosen, units.label("units")).where(where).order_by(order.c.id)


_QUERIES: Final = {"conversations": _conversations, "messages": _messages, "orders": _orders}


def _plain(row: RowMapping) -> dict[str, Any]:
    """Sums come as Decimal on PostgreSQL; every number here is whole."""
    return {
        name: int(value) if name == "units" and value is not None else value
        for name, value in row.items()
    }
