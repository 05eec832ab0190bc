"""How many there shall be of a line that is named: "de los cuadernos mejor una docena"."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.shop.amend import sets_anew
from actions.shop.cart import MOST_UNITS
from actions.shop.change import Change
from actions.shop.pick import looks_else, pick
from actions.shop.units import units
from actions.shop.vocabulary import content
from actions.steps.change import change_lines, products_of
from actions.steps.show import variants_of


async def set_named(ports: Ports, turn: Turn) -> bool:
    """Set the line that the act names to the number it says; False, and no answer, else."""
    text = turn.said.text
    if not sets_anew(text) or not content(text) or not turn.cart.lines:
        return False
    meant = pick(text, await products_of(ports, turn))
    if meant is None or not (meant.sure and meant.described) or len(meant.products) != 1:
        return False
    if looks_else(text, meant.first):
        # "Que sean 2 negras" of a white one: not of this line.
        return False
    quantity = units(text, meant.first, await variants_of(ports, turn, meant.first))
    if quantity is None or quantity > MOST_UNITS:
        return False
    change_lines(ports, turn, [meant.first], Change("set", quantity))
    return True
