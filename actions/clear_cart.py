"""Empty the cart, after asking."""

from __future__ import annotations

from actions.base import ShopAction
from actions.change_cart import ChangeCart
from actions.ports import Turn
from actions.shop.change import spares, takes_all_but
from actions.shop.taps import tap_id
from actions.shop.trouble import speaks_of_cart
from actions.steps import cart
from actions.steps.ask import yes_or_no
from actions.steps.orders import own_orders
from actions.steps.refuse import refused
from actions.steps.which_order import CANCEL, which_order


class ClearCart(ShopAction):
    """Asks once whether the cart shall be emptied; "todo menos la taza" is a change of it.

    With an empty cart and an open order it asks whether that is meant.
    """

    async def perform(self, turn: Turn) -> None:
        if spares(turn.said.text):
            refused(self.ports, turn)
        elif takes_all_but(turn.said.text):
            await ChangeCart(self.ports).perform(turn)
        elif turn.cart.lines or not await self._order_meant(turn):
            cart.ask_to_empty(self.ports, turn)

    async def _order_meant(self, turn: Turn) -> bool:
        """Ask about the open orders, of which one may be meant; False when there is none."""
        orders = [one for one in await own_orders(self.ports, turn) if one.is_open]
        if len(orders) > 1 and not speaks_of_cart(turn.said.text):
            which_order(self.ports, turn, CANCEL, orders)
        elif orders:
            number = orders[0].number
            body = self.ports.responses.say("cart_empty_but_order", turn, number=number)
            data = {"said": turn.said.text[:300]}
            yes_or_no(self.ports, turn, "confirm", body, tap_id(CANCEL, number), data=data)
        return bool(orders)
