"""What an order names beyond doubt: in sight, by name, by its SKU."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from actions.ports import Ports, Turn
from actions.shop.matching import has_colour, has_size
from actions.shop.product import Product
from actions.shop.refer import Resolved
from actions.shop.units import sized, units
from actions.shop.variants import Wants, wants
from actions.shop.vocabulary import content, stem, stems
from actions.steps.add_some import Order
from actions.steps.certain import surely_named
from actions.steps.change import products_of
from actions.steps.each import one_of_each
from actions.steps.refer import by_code, refer
from actions.steps.search import hunt_thing, named_in, spelt_out
from actions.steps.show import page, variants_of
from nlu.text import fold, parse_colours, parse_quantity, parse_size, words

# "Otro par de mancuernas igual": more of what is in the cart; "en otro color" is another.
_MORE_OF: Final = re.compile(
    r"\b(?:otr[oa]s?(?! (?:colou?r|talla|talle|modelo|marca|estilo|tono)\w*)"
    r"|igual(?:es|it[oa]s?)?|mism[oa]s?)\b"
)


async def orders_of(ports: Ports, turn: Turn, text: str) -> list[Order]:
    """Return the products that a part of an order names beyond doubt; [] when it leaves doubt."""
    quantity = parse_quantity(text) or 1
    if (again := await _again(ports, turn, text)) is not None:
        return [Order(again, text, units(text, again) or 1, exact=True)]
    coded = await by_code(ports, turn, text)
    if coded is not None:
        named = fold(coded.sku) in fold(text)
        return [Order(coded, text, quantity, exact=named, as_seen=named)]
    if each := await one_of_each(ports, turn, text):
        return [Order(one, "", quantity) for one in each]
    seen = await refer(ports, turn, text)
    if seen is not None and (other := await _named_whole(ports, turn, text, seen)):
        return [replace(await _counted(ports, turn, other, text), as_seen=False)]
    if seen is not None:
        return await _pointed(ports, turn, seen, text, quantity) if seen.sure else []
    found = await by_name(ports, turn, text) if turn.shop.search else []
    if len(found) != 1 or not await surely_named(ports, turn, text, found[0]):
        return []
    # The variant found stands for its product: nobody has looked at its colour.
    return [replace(await _counted(ports, turn, found[0], text), as_seen=False)]


async def _named_whole(ports: Ports, turn: Turn, text: str, seen: Resolved) -> Product | None:
    """Return the other product whose every word is said: "mochila Recreo", not the shoes Recreo."""
    told = {stem(word) for word in content(text)}
    if not seen.described or told <= stems(f"{seen.first.label} {seen.first.brand}"):
        return None
    whole = await spelt_out(ports, turn, text)
    same = whole is None or (whole.group or whole.sku) == (seen.first.group or seen.first.sku)
    return None if same else whole


async def _again(ports: Ports, turn: Turn, text: str) -> Product | None:
    """Return the line of the cart of which more is named: "otro par de mancuernas igual"."""
    named = {stem(word) for word in content(text)}
    if not named or not turn.cart.lines or not _MORE_OF.search(fold(text)):
        return None
    fitting = [
        one
        for one in await products_of(ports, turn)
        if named <= stems(f"{one.label} {one.brand}") and _as_demanded(one, wants(text))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _as_demanded(product: Product, demands: Wants) -> bool:
    if demands.colours and not has_colour(product, demands.colours):
        return False
    told = demands.numbers | ({demands.size} if demands.size else set[str]())
    own = set(words(product.label))
    return all(one in own or has_size(product, one) for one in told)


def _not_in_yet(turn: Turn, seen: Resolved) -> tuple[Product, ...]:
    """Return those of several pointed at that did not go in last, else all of them.

    After one of two was taken, "al final los dos" adds the other one.
    """
    last = set(turn.context.last_added)
    groups = [one.group or one.sku for one in seen.products]
    rest = tuple(
        one
        for one in seen.products
        if one.sku not in last
        and not (groups.count(one.group or one.sku) == 1 and _has_gone_in(turn, one))
    )
    return rest or seen.products


def _has_gone_in(turn: Turn, product: Product) -> bool:
    """Whether another size or colour of the product went in last."""
    return product.name in {
        line.name.partition(" (")[0]
        for line in turn.cart.lines
        if line.sku in turn.context.last_added
    }


async def _counted(ports: Ports, turn: Turn, product: Product, text: str) -> Order:
    """One product with how many of it; a number that is one of its sizes says which."""
    family = await variants_of(ports, turn, product)
    return Order(product, sized(text, family), units(text, product, family) or 1)


async def _pointed(
    ports: Ports, turn: Turn, seen: Resolved, text: str, quantity: int
) -> list[Order]:
    if len(seen.products) == 1:
        order = await _counted(ports, turn, seen.first, text)
        return [replace(order, exact=seen.exact, as_seen=seen.looked_at)]
    groups = [one.group for one in seen.products if one.group]
    # "Los dos" counts products; only "dos de cada uno" counts pieces.
    each = quantity if "cada" in words(text) else 1
    size = parse_size(text)
    demands = " ".join([*parse_colours(text), *([f"talla {size}"] if size else [])])
    return [
        Order(one, demands, each, exact=groups.count(one.group or "") > 1)
        for one in _not_in_yet(turn, seen)
    ]


async def by_name(ports: Ports, turn: Turn, text: str) -> list[Product]:
    """Return a page of what a text names, wherever it is in the catalog."""
    result = await hunt_thing(ports, turn, text)
    found = named_in(text, page(result.sellable or result.fresh))
    turn.record_search(result.found, [product.sku for product in found])
    return found
