"""The product talked about in another colour or size: its own variants, none seen again."""

from __future__ import annotations

from collections.abc import Sequence

from actions.ports import Ports, Turn
from actions.shop.matching import colour_fits, has_size
from actions.shop.product import Product, sellable
from actions.shop.refine import Refinement
from actions.shop.variants import Wants, settle, wants
from actions.steps.answer import tell_without
from actions.steps.show import listed, page, show, show_product, variants_of
from actions.steps.sold_out import nowhere
from nlu.text import parse_colours


async def same_in_other(ports: Ports, turn: Turn, change: Refinement) -> bool:
    """Show the focused product's own variants in the colour or size asked.

    False, and no answer yet, when no product is in focus, it comes in no such variant, or more
    than its looks shall change.
    """
    focus = turn.context.focus
    found = await ports.products.by_sku(turn.shop, [focus]) if focus else []
    if not found or not (change.looks or change.plain):
        return False
    if change.plain:
        return await _by_number(ports, turn, found[0])
    family = [one for one in await variants_of(ports, turn, found[0]) if sellable(one)]
    others = [one for one in family if _is_other(one, change)]
    if change.other_colour:
        seen = _seen(turn, family)
        others = [one for one in others if one.colour not in seen]
        if not others and seen:
            _only_in(ports, turn, family)
            return True
    if not others and len(family) > 1 and await _only_topic(ports, turn, found[0]):
        await tell_without(ports, turn, found[0])
        return True
    if not others:
        return False
    await _show(ports, turn, found[0], others, change)
    return True


async def _by_number(ports: Ports, turn: Turn, focus: Product) -> bool:
    """Show the variant that a number without a unit means: "¿más grandes? ¿de 28?" of pans."""
    demands = wants(turn.said.text)
    family = await variants_of(ports, turn, focus)
    settled = settle(family, demands) if demands.numbers and len(family) > 1 else None
    if settled is None or settled.one is None:
        return False
    _remember(turn, [settled.one])
    await show_product(ports, turn, settled.one, demands)
    return True


async def _show(
    ports: Ports, turn: Turn, focus: Product, others: Sequence[Product], change: Refinement
) -> None:
    shown = page(others, spread=True)
    _remember(turn, shown)
    if len(shown) == 1:
        colours = change.colours or parse_colours(f"color {shown[0].colour}")
        await show_product(ports, turn, shown[0], Wants(colours, change.size))
        return
    show(ports, turn, ports.responses.say("same_in", turn, product=focus.name), shown)


async def _only_topic(ports: Ports, turn: Turn, focus: Product) -> bool:
    """Whether nothing but this product was spoken of: no list that may hold others like it."""
    last = turn.context.search
    seen = await ports.products.by_sku(turn.shop, last.shown) if last else []
    return all((one.group or one.sku) == (focus.group or focus.sku) for one in seen)


def _is_other(one: Product, change: Refinement) -> bool:
    if change.colours and not colour_fits(one.colour, change.colours):
        return False
    return change.size is None or has_size(one, change.size)


def _seen(turn: Turn, family: Sequence[Product]) -> set[str]:
    """The colours of the product that the customer has seen."""
    search = turn.context.search
    skus = {turn.context.focus, *(shown.sku for shown in turn.context.shown)}
    skus |= set(search.shown) if search else set()
    return {one.colour for one in family if one.sku in skus and one.colour}


def _remember(turn: Turn, shown: Sequence[Product]) -> None:
    """Count what is shown as seen, where it belongs to the search that goes on."""
    search = turn.context.search
    if search is not None:
        fresh = [one.sku for one in shown if one.sku not in search.shown]
        turn.context.search = search.showing(fresh)


def _only_in(ports: Ports, turn: Turn, family: Sequence[Product]) -> None:
    """Say in which colours it comes, when all of them were seen."""
    colours = list(dict.fromkeys(one.colour for one in family))
    told = listed(ports, turn, colours)
    body = ports.responses.say("only_in", turn, product=family[0].name, colours=told)
    nowhere(ports, turn, body)
