"""Another variant of what is in the cart: in its place or besides it, as alike as can be."""

from __future__ import annotations

from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.later import NOTHING, Around
from actions.shop.product import Product, sellable
from actions.shop.rank import by_rank
from actions.shop.variants import COLOUR, SIZE, Settled, Wants, settle, values
from actions.steps.add import add, want
from actions.steps.show import variants_of
from actions.steps.variant_question import ask_variant
from nlu.text import parse_colours, parse_size


async def instead(ports: Ports, turn: Turn, old: Product, demands: Wants, quantity: int) -> None:
    """Put the variant that is demanded in the place of a line."""
    await beside(ports, turn, old, demands, quantity, around=Around(instead=old.sku))


async def beside(
    ports: Ports,
    turn: Turn,
    old: Product,
    demands: Wants,
    quantity: int,
    *,
    around: Around = NOTHING,
) -> None:
    """Add the variant that is demanded, otherwise like the one before it; ask where it is open."""
    family = await variants_of(ports, turn, old)
    same = alike(old, family, demands)
    if same is not None:
        await add(ports, turn, same, quantity, around)
        return
    other = settle(family, demands).one
    if other is not None and _filled(old, family, demands) == demands:
        # "Otra en G" of a white one, and G comes in beige alone: that is told and confirmed.
        ask_variant(ports, turn, Settled(left=(other,)), quantity, around)
        return
    like = _filled(old, family, demands)
    await want(ports, turn, old, like, quantity, as_seen=not like.colours, around=around)


def alike(old: Product, family: list[Product], demands: Wants) -> Product | None:
    """Return the one variant as demanded that is otherwise like the old one; None where none is."""
    if demands.rank is not None and demands.size is None:
        there = [one for one in family if sellable(one) and one.colour == old.colour]
        found = by_rank(demands.rank, there, old)
        return found[0] if len(found) == 1 else None
    settled = settle(family, demands)
    if settled.unmatched or settled.gone:
        return None
    told = {name for name, said in ((COLOUR, demands.colours), (SIZE, demands.size)) if said}
    kept = {name: value for name, value in values(old).items() if name not in told}
    same = [one for one in settled.left if kept.items() <= values(one).items() and sellable(one)]
    return same[0] if len(same) == 1 else None


def _filled(old: Product, family: list[Product], demands: Wants) -> Wants:
    """Fill in what a text leaves open, as the variant before it was, where that exists."""
    size = demands.size or (parse_size(f"talla {old.size}") if old.size else None)
    colours = demands.colours or (parse_colours(f"color {old.colour}") if old.colour else ())
    like = replace(demands, size=size, colours=colours)
    return demands if settle(family, like).unmatched else like
