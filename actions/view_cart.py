"""Show the cart."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps import cart
from actions.steps.answer import about_product
from actions.steps.price_for import price_of_named
from actions.steps.topic import of_the_topic


class ViewCart(ShopAction):
    """Says what is in the cart, its total, and how to pay it."""

    digresses = True

    async def perform(self, turn: Turn) -> None:
        if await price_of_named(self.ports, turn):
            return
        meant = None if turn.cart.lines else await of_the_topic(self.ports, turn)
        if meant is not None:
            # "¿Cuánto cuesta?" with an empty cart is asked of the product in sight.
            await about_product(self.ports, turn, meant, turn.said.text)
        else:
            cart.view(self.ports, turn)
