"""Another variant of what is in the cart: in its place or besides it, as alike as can be."""

from __future__ import annotations

from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.later import Around
from actions.shop.product import Product
from actions.shop.variants import Wants
from actions.steps.add import meant, want
from nlu.text import parse_colours, parse_size


async def instead(ports: Ports, turn: Turn, old: Product, demands: Wants, quantity: int) -> None:
    """Put the variant that is demanded in the place of a line, in its size where there is one."""
    like = await sized(ports, turn, old, demands)
    await want(ports, turn, old, like, quantity, around=Around(instead=old.sku))


async def sized(ports: Ports, turn: Turn, old: Product, demands: Wants) -> Wants:
    """Fill in what a text leaves open, as the variant before it was, where that exists."""
    size = demands.size or (parse_size(f"talla {old.size}") if old.size else None)
    colours = demands.colours or (parse_colours(f"color {old.colour}") if old.colour else ())
    for like in (replace(demands, size=size, colours=colours), replace(demands, size=size)):
        settled = await meant(ports, turn, old, like)
        if not settled.unmatched:
            return like
    return demands
