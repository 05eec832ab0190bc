"""An order to add, whatever other intent its words were taken for."""

from __future__ import annotations

from actions.add_to_cart import AddToCart
from actions.ports import Ports, Turn
from actions.shop.change import exchange
from actions.shop.commands import commands
from actions.steps.change import products_of
from actions.steps.exchange import exchange_line
from actions.steps.price_for import price_of_named
from actions.steps.set_named import set_named


async def ordered(ports: Ports, turn: Turn) -> bool:
    """Add what an explicit order names ("mejor agrégame una almohada"), or set how many.

    False, and no answer yet, where the text orders nothing of the kind.
    """
    if commands(turn.said.text):
        await AddToCart(ports).perform(turn)
        return True
    if exchange(turn.said.text) is not None and turn.cart.lines:
        return await exchange_line(ports, turn, await products_of(ports, turn))
    return await set_named(ports, turn) or await price_of_named(ports, turn)
