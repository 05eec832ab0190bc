"""Look for products and show what is found, a page at a time, without repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from actions.ports import Ports, Turn
from actions.shop.context import LastSearch
from actions.shop.matching import has_colour, has_size
from actions.shop.pick import pick
from actions.shop.product import Product, sellable
from actions.shop.variants import Wants, wants
from actions.shop.vocabulary import (
    content,
    demonstrated,
    names_kind,
    only_colours,
    plainly,
    stem,
    stems,
    thing,
    unframed,
    wished,
)
from actions.steps.look_up import look_up
from actions.steps.show import (
    NO_DEMANDS,
    PAGE,
    either,
    page,
    show,
    show_product,
    show_variant,
    sizes_of,
    variants_of,
)
from actions.steps.sold_out import nowhere, tell_sold_out
from index.types import Filters, Found
from nlu.text import fold, parse_colours, parse_size

# Hits are variants; a page shows products, so more hits than a page are asked for.
FETCH: Final = 60
# "¿Ese bolso ...?" is asked of a few, not of a whole page.
MOST_OF_A_KIND: Final = 3


@dataclass(frozen=True, slots=True)
class Hunt:
    """What a search brought: the index's answer and its products that are not shown yet."""

    found: Found
    fresh: tuple[Product, ...]

    @property
    def sellable(self) -> tuple[Product, ...]:
        """Those that can be sold now."""
        return tuple(product for product in self.fresh if sellable(product))


async def hunt(
    ports: Ports,
    turn: Turn,
    text: str,
    filters: Filters = Filters(),
    *,
    parse: bool = True,
    without: Sequence[Product] = (),
) -> Hunt:
    """Search; variants of the products in `without` are left out of what is fresh."""
    asked = unframed(text)
    found = await look_up(ports, turn, asked, filters, limit=FETCH, parse=parse)
    products = await ports.products.by_sku(turn.shop, [hit.sku for hit in found.hits])
    known = {product.group or product.sku for product in without}
    fresh = [one for one in products if (one.group or one.sku) not in known and one.searchable]
    return Hunt(found, tuple(fresh))


async def hunt_thing(ports: Ports, turn: Turn, text: str) -> Hunt:
    """Search for what an order or a question names; more plainly when that finds nothing."""
    result = await hunt(ports, turn, thing(text) or text)
    named = content(text)
    if result.fresh or len(named) < 2:
        return result
    colours, size = parse_colours(text), parse_size(text)
    plain = [named[0], *colours, *([f"talla {size}"] if size else [])]
    return await hunt(ports, turn, " ".join(plain))


async def find(ports: Ports, turn: Turn, text: str) -> bool:
    """Search for a text and show what is found; False, and no answer yet, when nothing is."""
    sku = await ports.discovery.exact(turn.shop, text)
    exact = await ports.products.by_sku(turn.shop, [sku]) if sku else []
    if exact:
        await present(ports, turn, exact[0], exact=fold(exact[0].sku) in fold(text))
        return True
    result = await hunt(ports, turn, text)
    if not result.fresh and (plain := plainly(text)):
        text, result = plain, await hunt(ports, turn, plain)
    if not result.fresh:
        turn.record_search(result.found, ())
        return False
    await _answer(ports, turn, text, result)
    return True


async def present(
    ports: Ports,
    turn: Turn,
    product: Product,
    demands: Wants = NO_DEMANDS,
    quantity: int = 1,
    *,
    exact: bool = False,
) -> None:
    """Show one product by name, or say that it is sold out and what there is instead.

    exact: this very variant was named.
    """
    if exact and sellable(product):
        show_variant(ports, turn, product)
        return
    family = await variants_of(ports, turn, product)
    if any(sellable(one) for one in family):
        await show_product(ports, turn, product, demands, quantity)
    else:
        await tell_sold_out(ports, turn, product)


async def _answer(ports: Ports, turn: Turn, text: str, result: Hunt) -> None:
    if not result.sellable:
        turn.record_search(result.found, ())
        await tell_sold_out(ports, turn, result.fresh[0])
        return
    result = _meeting(result)
    shown = page(result.sellable)
    if len(shown) == 1:
        lead = _relaxed(ports, turn, result.found, shown)
        await show_product(ports, turn, shown[0], wants(text), lead=lead)
    else:
        show(ports, turn, _words(ports, turn, result, shown), shown)
    keep(turn, text, result, shown)


def _meeting(result: Hunt) -> Hunt:
    """Where some of what came meets every demand after all, only that was asked for."""
    filters, relaxed = result.found.filters, set(result.found.relaxed)
    if not relaxed or relaxed - {"size", "colours", "brand"}:
        return result
    meets = tuple(one for one in result.fresh if _meets(one, filters))
    if not any(sellable(one) for one in meets):
        return result
    return Hunt(replace(result.found, relaxed=()), meets)


def _meets(one: Product, filters: Filters) -> bool:
    sized = filters.size is None or has_size(one, filters.size)
    coloured = not filters.colours or has_colour(one, filters.colours)
    return sized and coloured and (not filters.brand or fold(one.brand) == fold(filters.brand))


def keep(
    turn: Turn, text: str, result: Hunt, shown: Sequence[Product], before: Sequence[str] = ()
) -> None:
    """Remember the search for "muéstrame más" and record what it showed.

    One product alone is shown in several colours: all of them were seen.
    """
    filters = result.found.filters
    seen = tuple(one.sku for one in turn.context.shown)
    skus = seen or tuple(product.sku for product in shown)
    turn.context.search = LastSearch(
        text,
        (*before, *skus),
        filters.colours,
        filters.size,
        filters.brand,
        filters.least,
        filters.most,
        finished=not more_than(result, shown),
    )
    turn.record_search(result.found, skus)


def more_than(result: Hunt, shown: Sequence[Product]) -> bool:
    """Whether the search holds other products than the ones shown."""
    groups = {product.group or product.sku for product in result.sellable}
    return len(groups) > len({product.group or product.sku for product in shown})


def lead_on(ports: Ports, turn: Turn, result: Hunt, shown: Sequence[Product]) -> str:
    """Say how to go on from a page: for more, or for a choice."""
    more = more_than(result, shown) and len(shown) >= PAGE
    return ports.responses.say("ask_for_more" if more else "ask_to_choose", turn)


def _words(ports: Ports, turn: Turn, result: Hunt, shown: Sequence[Product]) -> str:
    said = _relaxed(ports, turn, result.found, shown) or ports.responses.say("found", turn)
    return f"{said} {lead_on(ports, turn, result, shown)}"


def _relaxed(ports: Ports, turn: Turn, found: Found, shown: Sequence[Product]) -> str:
    """Say which demand could not be met: "No hay en talla 27, pero sí en 26.5"."""
    say, asked = ports.responses.say, found.filters
    sizes = sizes_of(shown)
    if "size" in found.relaxed and asked.size and sizes:
        return say("relaxed_size", turn, size=asked.size, sizes=", ".join(sizes[:6]))
    if "colours" in found.relaxed and asked.colours:
        return say("relaxed_colour", turn, colour=either(ports, turn, asked.colours))
    if found.relaxed and ({"most", "least", "price"} & set(found.relaxed)):
        return say("relaxed_price", turn)
    return say("relaxed", turn) if found.relaxed else ""


async def among_by_meaning(
    ports: Ports, turn: Turn, text: str, among: Sequence[Product]
) -> list[Product]:
    """Return those of the products that a search for the text finds: "el bolso", a "mochila".

    A colour that is said must be theirs.
    """
    if not content(text):
        return []
    found = await look_up(ports, turn, demonstrated(text) or thing(text), limit=FETCH)
    groups = {hit.group or hit.sku for hit in found.hits}
    colours = parse_colours(text) or only_colours(text)
    return [
        one
        for one in among
        if (one.group or one.sku) in groups and (not colours or has_colour(one, colours))
    ]


async def of_that_kind(ports: Ports, turn: Turn, text: str) -> list[Product]:
    """Return the products of the kind a text names, wherever they are in the catalog."""
    if not turn.shop.search or not content(text):
        return []
    noun = demonstrated(text)
    if noun is not None:
        return page((await hunt(ports, turn, noun)).fresh)[:MOST_OF_A_KIND]
    result = await hunt_thing(ports, turn, text)
    return [one for one in page(result.fresh) if names_kind(text, one.name)]


async def spelt_out(ports: Ports, turn: Turn, text: str) -> Product | None:
    """Return the product whose name holds every word that the text names; None without one."""
    things = content(text)
    if not turn.shop.search or len(things) < 2:
        return None
    found = page((await hunt(ports, turn, " ".join(things))).fresh)[:MOST_OF_A_KIND]
    whole = [one for one in found if {stem(word) for word in things} <= stems(one.name)]
    return whole[0] if whole and names_kind(text, whole[0].name) else None


def named_in(text: str, products: Sequence[Product]) -> list[Product]:
    """Return those of the products whose names the text says; all when it says none."""
    picked = pick(text, products)
    return list(picked.products if picked and picked.described else products)


def nothing_found(ports: Ports, turn: Turn, text: str = "") -> None:
    """Say that nothing was found, naming it where the text is short, and what can be done now."""
    say, named = ports.responses.say, wished(text)
    body = say("nothing_named", turn, thing=named) if named else say("nothing_found", turn)
    nowhere(ports, turn, body)
