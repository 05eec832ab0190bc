"""Give the conversation to a person with what they need to know."""

from __future__ import annotations

from collections.abc import Sequence

from actions.ports import OrderSummary, Ports, Turn
from actions.replies import Text
from actions.shop.money import display
from actions.shop.speech import moment_in
from actions.shop.taps import PERSON
from actions.steps.ask import shorten, yes_or_no
from actions.steps.orders import state_words


def hand_over(  # noqa: PLR0917 - why, in which words, with which facts
    ports: Ports,
    turn: Turn,
    reason: str,
    words: str,
    orders: Sequence[OrderSummary] = (),
    earlier: Sequence[str] = (),
    **values: str,
) -> None:
    """Hand over and say when a person answers. reason: a short code; words: the response.

    earlier: what the customer wrote before. values: what the response names besides {when}.
    """
    language = turn.context.language or turn.shop.language
    when = moment_in(ports.hours.next_answer(turn.shop, turn.now), language)
    turn.context.pending = None
    turn.context.waiting_told = turn.now
    turn.hand_over(reason, summary(ports, turn, orders, earlier))
    turn.reply(Text(ports.responses.say(words, turn, when=when, **values)))


def offer_person(ports: Ports, turn: Turn, body: str) -> None:
    """Ask whether a person shall take over."""
    yes_or_no(ports, turn, "handover", body, PERSON)


def summary(
    ports: Ports,
    turn: Turn,
    orders: Sequence[OrderSummary] = (),
    earlier: Sequence[str] = (),
) -> str:
    """Tell the person, in a few lines, what was said, bought and looked for."""
    lines = [f"Antes: {shorten(one, 200)}" for one in earlier]
    if turn.said.text:
        lines.append(f"Escribió: {shorten(turn.said.text, 300)}")
    for order in orders:
        state = state_words(ports, turn, order)
        told = f"Pedido {order.number}: {state}; total {order.total}"
        lines.append(told + (" (con comprobante)" if order.receipts else ""))
    if turn.cart.lines:
        told = ", ".join(f"{line.quantity} × {line.name}" for line in turn.cart.lines[:10])
        lines.append(f"Carrito: {told}; total {display(turn.cart.total)}")
    if turn.context.search is not None:
        lines.append(f"Buscó: {shorten(turn.context.search.query, 120)}")
    return "\n".join(lines)
