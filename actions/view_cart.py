"""Show the cart."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps import cart


class ViewCart(ShopAction):
    """Says what is in the cart, its total, and how to pay it."""

    digresses = True

    async def perform(self, turn: Turn) -> None:
        cart.view(self.ports, turn)
