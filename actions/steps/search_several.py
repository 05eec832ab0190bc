"""Several things looked for in one message: show what there is, name what there is not."""

from __future__ import annotations

from typing import Final

from actions.ports import Ports, Turn
from actions.shop.items import sought
from actions.shop.product import Product
from actions.shop.variants import wants
from actions.shop.vocabulary import MOST_NAMED, content, wished
from actions.steps.ask import shorten
from actions.steps.search import Hunt, hunt, keep
from actions.steps.show import page, show, show_product

# Of each thing, so that all of them stay on one page.
_MOST_OF_EACH: Final = 5


async def find_several(ports: Ports, turn: Turn, text: str) -> bool:
    """Search for each of several things; False, and no answer yet, for one or none found."""
    pieces = sought(text)
    if len(pieces) < 2:
        return False
    hunts = [(piece, await hunt(ports, turn, piece)) for piece in pieces]
    found = [(piece, result) for piece, result in hunts if result.sellable]
    missing = [_named(piece) for piece, result in hunts if not result.sellable]
    if not found:
        return False
    for _, result in hunts:
        # The first that found something is recorded with the page, where it is kept.
        if result is not found[0][1]:
            turn.record_search(result.found, [product.sku for product in _some(result)])
    lead = ports.responses.say("not_among", turn, thing="», «".join(missing)) if missing else ""
    await _answer(ports, turn, found, lead)
    return True


def _named(piece: str) -> str:
    """What a piece looks for, to be repeated; of a long one or one with markup only words."""
    return wished(piece) or shorten(" ".join(content(piece)), MOST_NAMED)


async def _answer(ports: Ports, turn: Turn, found: list[tuple[str, Hunt]], lead: str) -> None:
    products = _together([result for _, result in found])
    piece, result = found[0]
    if len(products) == 1:
        await show_product(ports, turn, products[0], wants(piece), lead=lead)
    else:
        say = ports.responses.say
        body = f"{lead or say('found', turn)} {say('ask_to_choose', turn)}"
        show(ports, turn, body, products)
    keep(turn, " ".join(one for one, _ in found), result, products)


def _together(results: list[Hunt]) -> list[Product]:
    return page([product for result in results for product in _some(result)])


def _some(result: Hunt) -> list[Product]:
    return page(result.sellable)[:_MOST_OF_EACH]
