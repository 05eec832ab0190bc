"""The asking customer's own orders, and which of them is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from actions.ports import OrderSummary, Ports, Turn

_NUMBER: Final = re.compile(r"\d{1,12}")
# States that domain.yml has words for; another one is told as placed.
_STATES: Final = frozenset(
    ["placed", "paid", "preparing", "shipped", "delivered", "cancelled", "refunded"]
)


async def own_orders(ports: Ports, turn: Turn) -> list[OrderSummary]:
    """Return the customer's orders, the ones whose number they wrote first of all."""
    orders = await ports.orders.of_customer(turn.shop, turn.customer.id)
    said = named(turn.said.text, orders)
    return said or orders


def named(text: str, orders: Sequence[OrderSummary]) -> list[OrderSummary]:
    """Return the orders whose number stands in the text."""
    numbers = {number.lstrip("0") for number in _NUMBER.findall(text)}
    return [order for order in orders if order.number.lstrip("#0") in numbers]


def state_words(ports: Ports, turn: Turn, order: OrderSummary) -> str:
    """Say an order's state: "va en camino"."""
    known = order.state if order.state in _STATES else "placed"
    if known == "placed" and order.awaits_transfer:
        return ports.responses.say("state_receipt" if order.receipts else "state_transfer", turn)
    if known == "placed":
        return ports.responses.say("state_placed", turn, method=order.method)
    return ports.responses.say(f"state_{known}", turn)


def describe(ports: Ports, turn: Turn, order: OrderSummary) -> str:
    """Say one order: number, state, total, what is in it, tracking where there is one."""
    say = ports.responses.say
    state = state_words(ports, turn, order)
    words = say("order", turn, number=order.number, state=state, total=order.total)
    parts = [words, "\n".join(order.lines[:5])]
    if order.tracking:
        parts.append(say("tracking", turn, tracking=order.tracking))
    return "\n".join(part for part in parts if part)
