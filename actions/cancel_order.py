"""Cancel an order: a person does that. A cart that was never ordered can be emptied."""

from __future__ import annotations

from actions.base import ShopAction
from actions.clear_cart import ClearCart
from actions.ports import Turn
from actions.shop.trouble import speaks_of_cart
from actions.steps.hand_over import hand_over
from actions.steps.orders import named, own_orders
from actions.steps.which_order import CANCEL, hand_over_order, sole, which_order


class CancelOrder(ShopAction):
    """Hands over with the order's facts; asks which is meant, of several and of the cart."""

    async def perform(self, turn: Turn) -> None:
        orders = await own_orders(self.ports, turn)
        still_open = [one for one in orders if one.is_open]
        among = still_open or orders
        if turn.cart.lines and (not still_open or speaks_of_cart(turn.said.text)):
            await ClearCart(self.ports).perform(turn)
        elif not among:
            hand_over(self.ports, turn, "cancel_order", "no_order_person")
        elif turn.cart.lines and not named(turn.said.text, among):
            which_order(self.ports, turn, CANCEL, among, or_cart=True)
        elif (order := sole(turn, among)) is not None or not still_open:
            hand_over_order(self.ports, turn, CANCEL, order or among[0])
        else:
            which_order(self.ports, turn, CANCEL, among)
