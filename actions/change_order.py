"""Change an order that was already placed: a person does that. A cart changes at once."""

from __future__ import annotations

from actions.base import ShopAction
from actions.change_cart import ChangeCart
from actions.ports import Turn
from actions.steps.hand_over import hand_over
from actions.steps.orders import own_orders
from actions.steps.which_order import CHANGE, hand_over_order, sole, which_order


class ChangeOrder(ShopAction):
    """Hands over with the order's facts; without an order it is the cart that is meant."""

    async def perform(self, turn: Turn) -> None:
        orders = [one for one in await own_orders(self.ports, turn) if one.state != "cancelled"]
        still_open = [one for one in orders if one.is_open]
        among = still_open or orders
        if not among and turn.cart.lines:
            await ChangeCart(self.ports).perform(turn)
        elif not among:
            hand_over(self.ports, turn, "change_order", "no_order_person")
        elif (order := sole(turn, among)) is not None:
            hand_over_order(self.ports, turn, CHANGE, order)
        else:
            which_order(self.ports, turn, CHANGE, among)
