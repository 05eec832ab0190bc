"""Which of several orders is meant, and what is done with it then: a person does that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.ports import OrderSummary, Ports, Turn
from actions.shop.taps import CLEAR, tap_id
from actions.steps.ask import Way, ask
from actions.steps.hand_over import hand_over, offer_person
from actions.steps.orders import named, own_orders, state_words

# What a tapped order is for, by the verb of its id.
CANCEL, CHANGE = "cxl", "chg"
_WORDS: Final = {
    CANCEL: ("cancel_order", "cancel_order_on_its_way"),
    CHANGE: ("change_order", "change_order_on_its_way"),
}


def which_order(
    ports: Ports, turn: Turn, verb: str, orders: Sequence[OrderSummary], *, or_cart: bool = False
) -> None:
    """Ask which order is meant. or_cart: it may as well be the cart."""
    say = ports.responses.say
    ways = [_way(ports, turn, verb, order) for order in orders[:5]]
    if or_cart:
        ways.insert(0, Way(CLEAR, say("button_empty_cart", turn)))
    words = "which_cancelled" if or_cart else "which_order"
    ask(ports, turn, "candidate", say(words, turn), ways, data={"said": turn.said.text[:300]})


def _way(ports: Ports, turn: Turn, verb: str, order: OrderSummary) -> Way:
    title = ports.responses.say("button_order", turn, number=order.number)
    told = f"{', '.join(order.lines[:2])} · {order.total}"
    return Way(tap_id(verb, order.number), title, order.number, told)


async def one_of_own(ports: Ports, turn: Turn, number: str) -> OrderSummary | None:
    """Return the customer's order of this number."""
    orders = await own_orders(ports, turn)
    return next((one for one in orders if one.number == number), None)


def sole(turn: Turn, orders: Sequence[OrderSummary]) -> OrderSummary | None:
    """Return the order that is meant: the only one, or the one whose number was written."""
    said = named(turn.said.text, orders)
    among = said or orders
    return among[0] if len(among) == 1 else None


def hand_over_order(
    ports: Ports, turn: Turn, verb: str, order: OrderSummary, said: str = ""
) -> None:
    """Let a person cancel or change an order; what cannot be done any more is said."""
    reason, on_its_way = _WORDS[verb]
    if not order.is_open and verb == CANCEL:
        state = state_words(ports, turn, order)
        body = ports.responses.say("cannot_cancel", turn, number=order.number, state=state)
        offer_person(ports, turn, body)
        return
    words = on_its_way if order.state == "shipped" else reason
    hand_over(ports, turn, reason, words, [order], [said] if said else [], number=order.number)
