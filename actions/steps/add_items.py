"""What an order names beyond doubt: in sight, by name, by its SKU."""

from __future__ import annotations

from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.product import Product
from actions.shop.refer import Resolved
from actions.shop.units import sized, units
from actions.steps.add_some import Order
from actions.steps.certain import surely_named
from actions.steps.each import one_of_each
from actions.steps.refer import by_code, refer
from actions.steps.search import hunt_thing, named_in
from actions.steps.show import page, variants_of
from nlu.text import fold, parse_colours, parse_quantity, parse_size, words


async def orders_of(ports: Ports, turn: Turn, text: str) -> list[Order]:
    """Return the products that a part of an order names beyond doubt; [] when it leaves doubt."""
    quantity = parse_quantity(text) or 1
    coded = await by_code(ports, turn, text)
    if coded is not None:
        named = fold(coded.sku) in fold(text)
        return [Order(coded, text, quantity, exact=named, as_seen=named)]
    if each := await one_of_each(ports, turn, text):
        return [Order(one, "", quantity) for one in each]
    seen = await refer(ports, turn, text)
    if seen is not None:
        return await _pointed(ports, turn, seen, text, quantity) if seen.sure else []
    found = await by_name(ports, turn, text) if turn.shop.search else []
    if len(found) != 1 or not await surely_named(ports, turn, text, found[0]):
        return []
    # The variant found stands for its product: nobody has looked at its colour.
    return [replace(await _counted(ports, turn, found[0], text), as_seen=False)]


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
    # "Los dos" counts products; only "dos de cada uno" counts pieces.
    each = quantity if "cada" in words(text) else 1
    size = parse_size(text)
    demands = " ".join([*parse_colours(text), *([f"talla {size}"] if size else [])])
    return [Order(product, demands, each) for product in seen.products]


async def by_name(ports: Ports, turn: Turn, text: str) -> list[Product]:
    """Return a page of what a text names, wherever it is in the catalog."""
    result = await hunt_thing(ports, turn, text)
    found = named_in(text, page(result.sellable or result.fresh))
    turn.record_search(result.found, [product.sku for product in found])
    return found
