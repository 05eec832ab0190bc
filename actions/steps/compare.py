"""Set the products in sight against each other, by what the catalog says of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.ports import Ports, Turn
from actions.shop.context import Option, Pending
from actions.shop.product import Product
from actions.shop.taps import tap_id
from actions.steps.ask import LIFE_MS, Way, shorten, suggest
from actions.steps.show import page, price_of

_MOST: Final = 3
_LONGEST: Final = 160


async def compare_shown(ports: Ports, turn: Turn) -> bool:
    """Compare what was shown last; False, and no answer yet, when that was not several things."""
    skus = [shown.sku for shown in turn.context.shown]
    found = await ports.products.by_sku(turn.shop, skus)
    among = page(found)[:_MOST]
    if len(among) > 1:
        _tell(ports, turn, among)
    return len(among) > 1


def _tell(ports: Ports, turn: Turn, among: Sequence[Product]) -> None:
    """Say name, price and first sentence of each; a choice then shows one."""
    lines = "\n\n".join(f"*{one.name}*, {price_of([one])}\n{_gist(one)}".strip() for one in among)
    body = ports.responses.say("compared", turn, lines=lines)
    ways = [Way(tap_id("see", one.sku), one.name, one.sku) for one in among]
    options = tuple(
        Option(way.id, one.label, one.sku) for way, one in zip(ways, among, strict=True)
    )
    suggest(ports, turn, body, ways)
    turn.context.wait_for(Pending("candidate", body, options, turn.now + LIFE_MS))


def _gist(product: Product) -> str:
    """The first sentence of a description."""
    first = product.description.partition(". ")[0].rstrip(".")
    return f"{shorten(first, _LONGEST)}." if first else ""
