"""Orders: list, read, mark as paid, move on, cancel, give money back."""

from __future__ import annotations

import re
from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from typing import Any, Final, cast

from bot.console.api import models, office_models
from bot.console.api.endpoint import ApiError, Call, Endpoint
from bot.console.api.ports import Order, ReceiptFile
from bot.console.parts import Parts
from bot.orders.states import OrderStateError, State

KEY: Final = "Idempotency-Key"
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_KEY_ABOUT: Final = "8 to 64 letters, digits, - or _: the same key again gives nothing more."
_NONE: Final = {404: "There is no such order."}
_MOVES: Final = {**_NONE, 409: "The order cannot go there from where it is."}


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
        Endpoint(
            "POST", "/orders/{number}/prepare", "Begin to prepare an order; the customer is told",
            calls.prepare, models.Order, errors=_MOVES,
        ),
        Endpoint(
            "POST", "/orders/{number}/ship",
            "Send an order off; the customer is told, also of a tracking number that comes later",
            calls.ship, models.Order, body=office_models.Tracking, errors=_MOVES,
        ),
        Endpoint(
            "POST", "/orders/{number}/deliver", "Mark an order as delivered; the customer is told",
            calls.deliver, models.Order, errors=_MOVES,
        ),
        Endpoint(
            "POST", "/orders/{number}/cancel",
            "Cancel an order: stock and online payment go back; the customer is told",
            calls.cancel, models.Order, body=office_models.Cancellation, errors=_MOVES,
        ),
        Endpoint(
            "POST", "/orders/{number}/refund",
            "Give back an order's online payment, or a part of it; the customer is told",
            calls.refund, office_models.RefundAsked, body=office_models.RefundWanted,
            headers={KEY: _KEY_ABOUT},
            errors={**_NONE, 409: "It cannot be given back; the message says why."},
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
        desk = self._parts.order_desk
        return await self._do(call, desk.mark_paid(call.account_id, call.ids["number"]))

    async def prepare(self, call: Call) -> models.Order:
        return await self._move(call, "preparing")

    async def ship(self, call: Call) -> models.Order:
        told = cast("office_models.Tracking", call.body)
        return await self._move(call, "shipped", told.tracking)

    async def deliver(self, call: Call) -> models.Order:
        return await self._move(call, "delivered")

    async def cancel(self, call: Call) -> models.Order:
        told, desk = cast("office_models.Cancellation", call.body), self._parts.order_desk
        number = call.ids["number"]
        work = desk.cancel(call.account_id, number, refund=told.refund, reason=told.reason)
        return await self._do(call, work)

    async def refund(self, call: Call) -> office_models.RefundAsked:
        told, key = cast("office_models.RefundWanted", call.body), call.headers[KEY]
        if not _KEY.fullmatch(key):
            raise ApiError(422, "invalid", f"header: {KEY}: 8 to 64 letters, digits, - or _")
        await self.read(call)
        desk, number = self._parts.order_desk, call.ids["number"]
        with _refusals():
            asked = await desk.refund(call.account_id, number, told.amount, key)
        return office_models.RefundAsked(amount=asked.amount, currency=asked.currency)

    async def _move(self, call: Call, state: State, tracking: str = "") -> models.Order:
        desk, number = self._parts.order_desk, call.ids["number"]
        return await self._do(call, desk.move(call.account_id, number, state, tracking=tracking))

    async def _do(self, call: Call, work: Coroutine[Any, Any, None]) -> models.Order:
        """Do something with an order that is there; return it as it is then."""
        try:
            await self.read(call)
            with _refusals():
                await work
        finally:
            work.close()
        return await self.read(call)


@contextmanager
def _refusals() -> Generator[None]:
    try:
        yield
    except OrderStateError as error:
        raise ApiError(409, "order_state", str(error)) from error


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
        refunded=order.refunded,
        cancel_reason=order.cancel_reason,
        receipts=[_receipt(one) for one in order.receipts],
        lines=lines,
    )


def _receipt(one: ReceiptFile) -> models.Receipt:
    return models.Receipt(
        message_id=one.message_id,
        mime=one.mime,
        size=one.size,
        state=one.state,
        path=one.path,
        at=one.at,
    )
