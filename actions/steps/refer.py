"""Resolve what the act refers to, with the products fetched that it could mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.context import Context
from actions.shop.matching import has_colour, has_size
from actions.shop.pick import PriceEnd, names_extreme, pick, price_end
from actions.shop.product import Product, sellable
from actions.shop.refer import Resolved, mentioned, resolve
from actions.shop.variants import wants
from actions.shop.vocabulary import content, names_kind
from actions.steps.show import variants_of
from nlu.text import parse_ordinal


async def refer(
    ports: Ports, turn: Turn, text: str | None = None, *, strict: bool = True
) -> Resolved | None:
    """Say which products the act means; None when it names something not in sight.

    text: the part of the act that is asked about, all of it when not given.
    """
    said = turn.said if text is None else replace(turn.said, text=text)
    skus = mentioned(said, turn.context, turn.now)
    seen = await ports.products.by_sku(turn.shop, skus) if skus else []
    end = price_end(said.text)
    if end is None or not seen:
        found = resolve(said, turn.context, seen, turn.now, strict=strict)
        return _of_the_noun(turn, found) if found and not found.sure else found
    at_the_end = await _at_the_end(ports, turn, seen, said.text, end)
    stands = {sku: one for sku, (one, _) in at_the_end.items()}
    if not stands:
        return resolve(said, turn.context, seen, turn.now, strict=strict)
    context = _with(turn.context, stands)
    found = resolve(said, context, [*stands.values()], turn.now, strict=strict)
    alone = {one.sku for one, only in at_the_end.values() if only}
    if found and found.sure and len(found.products) == 1 and found.first.sku in alone:
        return replace(found, exact=True)
    return found


async def _at_the_end(
    ports: Ports, turn: Turn, seen: Sequence[Product], text: str, end: PriceEnd
) -> dict[str, tuple[Product, bool]]:
    """Let each product in sight stand as the cheapest or dearest of its variants that is demanded.

    "El más caro en blanco" is the dearest of what comes in white; what does not is left out. With
    it: whether no sibling costs the same, so that its price alone says which.
    """
    demands, search = wants(text), turn.context.search
    size = demands.size or (search.size if search else None)
    found: dict[str, tuple[Product, bool]] = {}
    for one in seen:
        there = [v for v in await variants_of(ports, turn, one) if sellable(v)]
        coloured = [v for v in there if not demands.colours or has_colour(v, demands.colours)]
        sized = [v for v in coloured if size and has_size(v, size)]
        fits = sized if demands.size else sized or coloured
        if not fits:
            continue
        best = (min if end == "lowest" else max)(v.pays.amount for v in fits)
        ends = [v for v in fits if v.pays.amount == best]
        ends.sort(key=lambda v: (v.sku != one.sku, v.colour != one.colour))
        priced_apart = len({v.pays.amount for v in fits}) > 1
        found[one.sku] = (ends[0], priced_apart and len(ends) == 1)
    return found


def _with(context: Context, stands: Mapping[str, Product]) -> Context:
    """The memory of what was shown with other variants in the place of those that were."""
    shown = tuple(replace(s, sku=stands[s.sku].sku) for s in context.shown if s.sku in stands)
    search, focus = context.search, context.focus
    if search is not None:
        there = tuple(stands[sku].sku for sku in search.shown if sku in stands)
        search = replace(search, shown=there)
    meant = stands.get(focus or "")
    return replace(context, shown=shown, search=search, focus=meant.sku if meant else focus)


def _of_the_noun(turn: Turn, found: Resolved) -> Resolved:
    """Of several in sight "ponla" means the one that is what was looked for."""
    query = turn.context.search.query if turn.context.search else ""
    kept = [one for one in found.products if names_kind(query, one.name)]
    if found.described or not query or len({one.group or one.sku for one in kept}) != 1:
        return found
    return replace(found, products=(kept[0],), sure=True, looked_at=True)


async def by_code(ports: Ports, turn: Turn, text: str) -> Product | None:
    """Return the product whose SKU, GTIN or address stands in a text; None without one."""
    if not turn.shop.search or not any(mark.isdigit() or mark in "-/" for mark in text):
        return None
    sku = await ports.discovery.exact(turn.shop, text)
    found = await ports.products.by_sku(turn.shop, [sku]) if sku else []
    return found[0] if found else None


async def looked_at(ports: Ports, turn: Turn) -> Product | None:
    """Return the one product the act asks to see: WhatsApp names it, or "el segundo" does.

    None when its words name something else, which is then searched for.
    """
    if turn.said.asked_sku is not None:
        found = await ports.products.by_sku(turn.shop, [turn.said.asked_sku])
        return found[0] if found and pick(turn.said.text, found) else None
    text = turn.said.text
    if not names_extreme(text) and (parse_ordinal(text) is None or content(text)):
        return None
    meant = await refer(ports, turn)
    return meant.first if meant and meant.sure else None
