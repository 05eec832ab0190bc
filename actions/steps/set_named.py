"""How many there shall be of a line that is named: "de los cuadernos mejor una docena"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from actions.ports import Ports, Turn
from actions.shop.amend import sets_anew
from actions.shop.cart import MOST_UNITS
from actions.shop.change import Change
from actions.shop.pick import looks_else, pick
from actions.shop.portions import parts
from actions.shop.product import Product
from actions.shop.units import count, units
from actions.shop.vocabulary import content
from actions.steps.change import change_lines, products_of
from actions.steps.show import variants_of
from nlu.text import fold

# "Nono, al revés, una toalla y dos almohadas".
_REVERSED: Final = re.compile(r"^.{0,12}?\bal ?reves\b\W*")


async def set_named(ports: Ports, turn: Turn) -> bool:
    """Set the line that the act names to the number it says; False, and no answer, else."""
    text = turn.said.text
    if not sets_anew(text) or not content(text) or not turn.cart.lines:
        return False
    among = await products_of(ports, turn)
    pieces = [one for one in parts(_REVERSED.sub(" ", fold(text))) if content(one) or count(one)]
    told = [await _meant(ports, turn, piece, among) for piece in pieces]
    clear = [one for one in told if one is not None]
    if not clear or len(clear) < len(told):
        return False
    for product, quantity in clear:
        change_lines(ports, turn, [product], Change("set", quantity))
    if len(clear) > 1:
        turn.context.last_added = tuple(product.sku for product, _ in clear)
    return True


async def _meant(
    ports: Ports, turn: Turn, text: str, among: Sequence[Product]
) -> tuple[Product, int] | None:
    """The one line that a piece names, and how many it says; None where either is open."""
    meant = pick(text, among)
    if meant is None or not (meant.sure and meant.described) or len(meant.products) != 1:
        return None
    if looks_else(text, meant.first):
        # "Que sean 2 negras" of a white one: not of this line.
        return None
    quantity = units(text, meant.first, await variants_of(ports, turn, meant.first))
    return None if quantity is None or quantity > MOST_UNITS else (meant.first, quantity)
