"""Empty the cart, after asking."""

from __future__ import annotations

from actions.base import ShopAction
from actions.change_cart import ChangeCart
from actions.ports import Turn
from actions.shop.change import takes_all_but
from actions.steps import cart


class ClearCart(ShopAction):
    """Asks once whether the cart shall be emptied; "todo menos la taza" is a change of it."""

    async def perform(self, turn: Turn) -> None:
        if takes_all_but(turn.said.text):
            await ChangeCart(self.ports).perform(turn)
            return
        cart.ask_to_empty(self.ports, turn)
