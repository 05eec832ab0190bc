"""Orders: list, read, mark as paid."""

from __future__ import annotations

from typing import Final, cast

from bot.console.api import models
from bot.console.api.endpoint import ApiError, Call, Endpoint
from bot.console.api.ports import Order
from bot.console.parts import Parts
from bot.orders.states import OrderStateError

_NONE: Final = {404: "There is no such order."}


def order_endpoints(parts: Parts) -> list[Endpoint]:
    """Return the endpoints."""
    calls = _Orders(parts)
    return [
        Endpoint(
            "GET", "/orders", "List orders, newest first", calls.list, models.Orders,
            models.OrdersQuery,
        ),
        Endpoint(
            "GET", "/orders/{number}", "Read an order", calls.read, models.Order, errors=_NONE,
        ),
        Endpoint(
            "POST", "/orders/{number}/paid", "Mark an order as paid; the customer is told once",
            calls.mark_paid, models.Order,
            errors={**_NONE, 409: "The order cannot be paid, for example because it is cancelled."},
        ),
    ]  # fmt: skip


class _Orders:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def list(self, call: Call) -> models.Orders:
        asked = cast("models.OrdersQuery", call.query)
        found = await self._parts.orders.orders(
            call.account_id, state=asked.state, before=asked.before, limit=asked.limit
        )
        return models.Orders(orders=[order_of(one) for one in found])

    async def read(self, call: Call) -> models.Order:
        number = call.ids["number"]
        found = await self._parts.orders.order(call.account_id, number)
        if found is None:
            raise ApiError(404, "unknown_order", f"there is no order {number}")
        return order_of(found)

    async def mark_paid(self, call: Call) -> models.Order:
        await self.read(call)
        try:
            await self._parts.order_desk.mark_paid(call.account_id, call.ids["number"])
        except OrderStateError as error:
            raise ApiError(409, "order_state", str(error)) from error
        return await self.read(call)


def order_of(order: Order) -> models.Order:
    """Return an order as the API has it."""
    lines = [
        models.OrderLine(
            sku=line.sku, name=line.name, quantity=line.quantity, unit_price=line.unit_price.amount
        )
        for line in order.lines
    ]
    return models.Order(
        number=order.number,
        state=order.state,
        method=order.method,
        currency=order.currency,
        subtotal=order.subtotal,
        shipping=order.shipping,
        total=order.total,
        placed_at=order.placed_at,
        paid_at=order.paid_at,
        tracking=order.tracking,
        conversation_id=order.conversation_id,
        customer=order.customer,
        phone=order.phone,
        delivery=order.details.delivery,
        address=list(order.details.address),
        notes=order.details.notes,
        lines=lines,
    )
