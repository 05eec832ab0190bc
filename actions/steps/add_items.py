"""Several things named in one order: add what is clear at once, leave the rest to be asked."""

from __future__ import annotations

from collections.abc import Sequence

from actions.ports import Ports, Turn
from actions.shop.product import Product
from actions.shop.variants import wants
from actions.shop.vocabulary import names_kind
from actions.steps.add import meant, put, tell_added
from actions.steps.refer import refer
from actions.steps.search import hunt_thing, named_in
from actions.steps.show import page
from nlu.text import parse_quantity


async def add_clear(ports: Ports, turn: Turn, parts: Sequence[str]) -> tuple[str, ...]:
    """Add every part that names one variant beyond doubt, in one answer; return the others."""
    added: list[tuple[Product, int]] = []
    unclear: list[str] = []
    for text in parts:
        quantity = parse_quantity(text) or 1
        one = await _plain(ports, turn, text)
        if one is not None and put(turn, one, quantity):
            added.append((one, quantity))
        else:
            unclear.append(text)
    if added:
        tell_added(ports, turn, added)
    return tuple(unclear)


async def by_name(ports: Ports, turn: Turn, text: str) -> list[Product]:
    """Return a page of what a text names, wherever it is in the catalog."""
    result = await hunt_thing(ports, turn, text)
    found = named_in(text, page(result.sellable or result.fresh))
    turn.record_search(result.found, [product.sku for product in found])
    return found


async def _plain(ports: Ports, turn: Turn, text: str) -> Product | None:
    seen = await refer(ports, turn, text)
    if seen is not None and seen.sure and len(seen.products) == 1:
        exact, looked_at = seen.exact, seen.looked_at
        settled = await meant(ports, turn, seen.first, wants(text), exact=exact, as_seen=looked_at)
        return settled.one
    found = await by_name(ports, turn, text) if turn.shop.search else []
    if len(found) != 1 or not names_kind(text, found[0].name):
        return None
    return (await meant(ports, turn, found[0], wants(text), as_seen=False)).one
