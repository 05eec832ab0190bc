"""Another colour or size for a line of the cart: "cambia los tenis por unos negros"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.change import exchange
from actions.shop.later import Around
from actions.shop.pick import looks_else, pick
from actions.shop.product import Product
from actions.shop.variants import wants
from actions.shop.vocabulary import content, stem, stems
from actions.steps.add import meant, want
from actions.steps.add_items import orders_of
from actions.steps.change import products_of
from nlu.text import parse_size


async def exchanged(ports: Ports, turn: Turn) -> bool:
    """Exchange a line where the act says so: "la negra la quiero en gris"; False does nothing."""
    if exchange(turn.said.text) is None or not turn.cart.lines:
        return False
    return await exchange_line(ports, turn, await products_of(ports, turn))


async def exchange_line(ports: Ports, turn: Turn, among: Sequence[Product]) -> bool:
    """Put the variant that is asked for in the place of the line named; False does nothing.

    The line has to be clear, and what comes for it another variant of the same product.
    """
    told = exchange(turn.said.text)
    goes = pick(told[0], among) if told else None
    if told is None or goes is None or len(goes.products) != 1 or not goes.sure:
        return False
    if looks_else(told[0], goes.first):
        # "Cambia la roja por una negra" where there is but a white one.
        return False
    old, demands = goes.first, wants(told[1])
    line = turn.cart.line(old.sku)
    if line is None:
        return False
    if not _same(told[1], old):
        return await _another_product(ports, turn, old, told[1])
    if not (demands.colours or demands.size):
        return False
    sized = replace(demands, size=demands.size or parse_size(f"talla {old.size}"))
    settled = await meant(ports, turn, old, sized)
    demands = demands if settled.unmatched else sized
    around = Around(instead=old.sku)
    await want(ports, turn, old, demands, line.quantity, around=around)
    return True


async def _another_product(ports: Ports, turn: Turn, old: Product, new: str) -> bool:
    """Put what another name says in the place of a line: "la plancha por una secadora"."""
    orders = await orders_of(ports, turn, new)
    if len(orders) != 1 or orders[0].seen.sku == old.sku:
        return False
    order, around = orders[0], Around(instead=old.sku)
    await want(
        ports, turn, order.seen, wants(order.text), order.quantity, exact=order.exact,
        as_seen=order.as_seen, around=around,
    )  # fmt: skip
    return True


def _same(new: str, old: Product) -> bool:
    """Whether what comes names no other kind of thing than what goes."""
    return {stem(word) for word in content(new)} <= stems(old.name)
