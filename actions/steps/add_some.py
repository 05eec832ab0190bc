"""Several products were meant, or one of several: add what is clear, ask for the rest."""

from __future__ import annotations

from collections.abc import Sequence

from actions.ports import Ports, Turn
from actions.shop.context import Option, Pending
from actions.shop.money import display
from actions.shop.product import Product
from actions.shop.taps import tap_id
from actions.shop.variants import Wants, settle
from actions.steps.add import put, tell_added, want
from actions.steps.ask import LIFE_MS, MOST_CHOICES, Way, ask
from actions.steps.show import show, variants_of


async def add_several(ports: Ports, turn: Turn, products: Sequence[Product], quantity: int) -> None:
    """Add every product that is one sellable variant; ask about those that are not."""
    added: list[tuple[Product, int]] = []
    unclear: list[Product] = []
    for product in products:
        one = await _settled(ports, turn, product)
        if one is not None and put(turn, one, quantity):
            added.append((one, quantity))
        else:
            unclear.append(product)
    if added:
        tell_added(ports, turn, added)
    if len(unclear) == 1:
        await want(ports, turn, unclear[0], Wants(), quantity)
    elif unclear:
        which_to_add(ports, turn, unclear, quantity)


async def _settled(ports: Ports, turn: Turn, product: Product) -> Product | None:
    family = await variants_of(ports, turn, product)
    size = turn.context.search.size if turn.context.search else None
    return settle(family, Wants(), seen=product, size=size).one


async def coming_in(
    ports: Ports, turn: Turn, among: Sequence[Product], demands: Wants
) -> list[Product]:
    """Return those that come in the colour and size demanded and can be sold so."""
    if not (demands.colours or demands.size):
        return []
    found: list[Product] = []
    for product in among:
        family = await variants_of(ports, turn, product)
        settled = settle(family, demands)
        if settled.left and not settled.unmatched and settled.gone is None:
            found.append(product)
    return found


def which_to_add(ports: Ports, turn: Turn, among: Sequence[Product], quantity: int) -> None:
    """Ask which of the products that could be meant goes into the cart."""
    ways = [
        Way(tap_id("col", one.sku, quantity), one.name, one.sku, display(one.pays))
        for one in among[:MOST_CHOICES]
    ]
    ask(ports, turn, "candidate", ports.responses.say("which_to_add", turn), ways)


def show_to_add(ports: Ports, turn: Turn, found: Sequence[Product], quantity: int) -> None:
    """Show what was found by name and wait for which of it goes into the cart."""
    body = ports.responses.say("which_to_add", turn)
    show(ports, turn, body, found)
    options = tuple(Option(tap_id("col", one.sku, quantity), one.label, one.sku) for one in found)
    turn.context.pending = Pending("candidate", body, options, turn.now + LIFE_MS)
