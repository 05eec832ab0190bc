"""Empty the cart, after asking."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps import cart


class ClearCart(ShopAction):
    """Asks once whether the cart shall be emptied."""

    async def perform(self, turn: Turn) -> None:
        cart.ask_to_empty(self.ports, turn)
