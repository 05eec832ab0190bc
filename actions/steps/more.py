"""Go on with the last search: the next page, cheaper, another colour, brand or size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from actions.ports import Ports, Turn
from actions.shop.context import LastSearch
from actions.shop.matching import colour_fits, has_size
from actions.shop.money import from_major
from actions.shop.product import Product, sellable
from actions.shop.refine import Refinement, refinement
from actions.shop.variants import Wants
from actions.steps.search import Hunt, hunt, keep, lead_on
from actions.steps.show import page, show, show_product, variants_of
from actions.steps.sold_out import nowhere
from index.types import Filters
from nlu.text import parse_colours


async def more(ports: Ports, turn: Turn, last: LastSearch, change: Refinement) -> None:
    """Show what follows from the last search and what the text changes about it."""
    before = await ports.products.by_sku(turn.shop, last.shown)
    filters = _narrowed(turn, last, change, before)
    query = " ".join([last.query, *change.words])
    # A changed colour or size may show the same product again; a next page must not.
    known = () if change.colours or change.size else before
    result = await hunt(ports, turn, query, filters, without=known)
    fresh = replace(result, fresh=_wanted(result.fresh, filters, change, before))
    if fresh.sellable:
        await _show(ports, turn, query, fresh, last)
    else:
        _nothing_more(ports, turn, last, fresh, change)


async def same_in_other(ports: Ports, turn: Turn, change: Refinement) -> bool:
    """Show the focused product's own variants in the colour or size asked.

    False, and no answer yet, when no product is in focus or it comes in no such variant.
    """
    focus = turn.context.focus
    if focus is None or not (change.colours or change.size or change.other_colour):
        return False
    found = await ports.products.by_sku(turn.shop, [focus])
    family = await variants_of(ports, turn, found[0]) if found else []
    others = [one for one in family if sellable(one) and _is_other(one, found[0], change)]
    if not others:
        return False
    shown = page(others, spread=True)
    if len(shown) == 1:
        colours = change.colours or parse_colours(f"color {shown[0].colour}")
        await show_product(ports, turn, shown[0], Wants(colours, change.size))
        return True
    show(ports, turn, ports.responses.say("same_in", turn, product=found[0].name), shown)
    return True


def _is_other(one: Product, focus: Product, change: Refinement) -> bool:
    if change.other_colour and one.colour == focus.colour:
        return False
    if change.colours and not colour_fits(one.colour, change.colours):
        return False
    return change.size is None or has_size(one, change.size)


def _narrowed(
    turn: Turn, last: LastSearch, change: Refinement, before: Sequence[Product]
) -> Filters:
    """The last search's filters with what changes; prices beyond those shown when asked."""
    filters = Filters(
        colours=change.colours or (() if change.other_colour else last.colours),
        size=change.size or last.size,
        brand=None if change.words or change.other_brand else last.brand,
        least=_minor(turn, change.least, last.least),
        most=_minor(turn, change.most, last.most),
        exclude=frozenset(last.shown),
    )
    prices = [product.pays.amount for product in before]
    if change.cheaper and prices:
        filters = replace(filters, least=None, most=min(prices) - 1)
    if change.dearer and prices:
        filters = replace(filters, least=max(prices) + 1, most=None)
    if change.colours or change.size:
        filters = replace(filters, exclude=frozenset())
    return filters


def _minor(turn: Turn, major: Decimal | None, kept: int | None) -> int | None:
    return kept if major is None else from_major(major, turn.shop.currency).amount


def _wanted(
    fresh: Sequence[Product], filters: Filters, change: Refinement, before: Sequence[Product]
) -> tuple[Product, ...]:
    """Only what the text asked for: an index may drop a demand that nothing meets."""
    brands = {product.brand for product in before} if change.other_brand else set[str]()
    least, most = filters.least or 0, filters.most
    priced = change.cheaper or change.dearer or change.least is not None or change.most is not None
    kinds = {_section(product) for product in before}
    steps = change.cheaper or change.dearer
    return tuple(
        one
        for one in fresh
        # "Más baratos" of shoes are shoes: nothing else is cheap enough to stand for them.
        if (not steps or not kinds or _section(one) in kinds)
        and one.brand not in brands
        and (not priced or (least <= one.pays.amount and (most is None or one.pays.amount <= most)))
        and (not change.colours or colour_fits(one.colour, change.colours))
        and (change.size is None or has_size(one, change.size))
    )


def _section(product: Product) -> str:
    return product.category.partition(">")[0].strip()


async def _show(ports: Ports, turn: Turn, query: str, result: Hunt, last: LastSearch) -> None:
    shown = page(result.sellable)
    filters = result.found.filters
    if len(shown) == 1:
        await show_product(ports, turn, shown[0], Wants(filters.colours, filters.size))
    else:
        words = f"{_lead(ports, turn)} {lead_on(ports, turn, result, shown)}"
        show(ports, turn, words, shown)
    keep(turn, query, result, shown, last.shown)


def _lead(ports: Ports, turn: Turn) -> str:
    """Say what changed about the search: "En negro hay esto"."""
    change = refinement(turn.said.text)
    asked = [*change.colours, *([f"talla {change.size}"] if change.size else [])]
    say = ports.responses.say
    return say("more_in", turn, what=", ".join(asked)) if asked else say("more", turn)


def _nothing_more(
    ports: Ports, turn: Turn, last: LastSearch, result: Hunt, change: Refinement
) -> None:
    turn.record_search(result.found, ())
    turn.context.search = replace(last, finished=True)
    words = "nothing_cheaper" if change.cheaper else "no_more"
    words = words if change.cheaper or change.plain else "nothing_like_that"
    nowhere(ports, turn, ports.responses.say(words, turn))
