"""An order to add, whatever other intent its words were taken for."""

from __future__ import annotations

from actions.add_to_cart import AddToCart
from actions.ports import Ports, Turn
from actions.shop.commands import commands, goes_on, takes_all
from actions.shop.context import LIFE_MS
from actions.shop.items import items
from actions.steps.add_items import orders_of
from actions.steps.add_some import add_orders
from actions.steps.exchange import exchanged
from actions.steps.price_for import price_of_named
from actions.steps.set_named import set_named


async def ordered(ports: Ports, turn: Turn) -> bool:
    """Add what an explicit order names ("mejor agrégame una almohada"), or set how many.

    False, and no answer yet, where the text orders nothing of the kind.
    """
    if commands(turn.said.text) or takes_all(turn.said.text):
        await AddToCart(ports).perform(turn)
        return True
    if await exchanged(ports, turn):
        return True
    if await set_named(ports, turn) or await price_of_named(ports, turn):
        return True
    return goes_on(turn.said.text) and await _one_more(ports, turn)


async def _one_more(ports: Ports, turn: Turn) -> bool:
    """Add what is named in the middle of an order, where each thing is beyond doubt."""
    if not turn.cart.lines or turn.now - turn.context.changed_at > LIFE_MS:
        return False
    named = [await orders_of(ports, turn, piece) for piece in items(turn.said.text)]
    if not all(named):
        return False
    await add_orders(ports, turn, [order for orders in named for order in orders])
    return True
