"""The cart as a whole: look at it, empty it, put back what a sent one left out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from actions.ports import Ports, Turn
from actions.shop.cart import Cart, CartLine, emptied
from actions.shop.check import check, wishes_of
from actions.shop.money import display
from actions.shop.taps import CLEAR
from actions.steps.ask import yes_or_no
from actions.steps.differences import tell
from actions.steps.sold_out import nowhere
from actions.steps.summarise import summarise
from nlu.text import expand_abbreviations, fold

_SEES: Final = re.compile(
    r"(?:(?:hola|oye|porfa|por favor|ya|ok|a|y|me|[qk]uiero|kiero|puedo|deja(?:me)?)\b,? ?)*"
    r"(?:ver|mirar|revisar|muestra\w*|mostrame|ensen\w+|checar) (?:el|mi) "
    r"(?:carr(?:o|ito)|canasta|bolsa)"
    r"(?: (?:porfa|por favor|de compras?))*"
)


def view(ports: Ports, turn: Turn) -> None:
    """Say what is in the cart, with the link that pays it."""
    if turn.cart.lines:
        summarise(ports, turn)
    else:
        nowhere(ports, turn, ports.responses.say("cart_empty", turn))


def asks_to_see(text: str) -> bool:
    """Whether a text asks for the cart by one of its names: "kiero ver el carro"."""
    return bool(_SEES.fullmatch(fold(expand_abbreviations(text)).strip("¿?¡! .")))


def ask_to_empty(ports: Ports, turn: Turn) -> None:
    """Ask before throwing a cart away."""
    if not turn.cart.lines:
        nowhere(ports, turn, ports.responses.say("cart_empty", turn))
        return
    body = ports.responses.say("really_clear", turn, total=display(turn.cart.total))
    yes_or_no(ports, turn, "confirm", body, CLEAR)


def empty(ports: Ports, turn: Turn) -> None:
    """Empty the cart."""
    if turn.cart.lines:
        turn.change_cart(emptied(turn.cart))
    turn.context.last_added = ()
    nowhere(ports, turn, ports.responses.say("cleared", turn))


async def put_back(ports: Ports, turn: Turn) -> None:
    """Put the lines back that a sent cart left out, at today's prices and stock."""
    lines = turn.cart.put_back
    if not lines:
        view(ports, turn)
        return
    catalog = await ports.products.by_sku(turn.shop, [line.sku for line in lines])
    checked = check(wishes_of(lines), catalog, turn.cart.currency)
    turn.change_cart(_joined(turn.cart, checked.lines))
    lead = tell(ports, turn, checked.differences)
    if turn.cart.lines:
        summarise(ports, turn, lead=lead)
    else:
        nowhere(ports, turn, lead)


def _joined(cart: Cart, lines: tuple[CartLine, ...]) -> Cart:
    """Add the lines the cart does not hold; where it does, the sent quantity stays."""
    fresh = tuple(line for line in lines if cart.line(line.sku) is None)
    return replace(cart, lines=(*cart.lines, *fresh), put_back=())
