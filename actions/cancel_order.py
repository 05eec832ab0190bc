"""Cancel an order: a person does that. A cart that was never ordered can be emptied."""

from __future__ import annotations

from actions.base import ShopAction
from actions.clear_cart import ClearCart
from actions.ports import Turn
from actions.steps.hand_over import hand_over
from actions.steps.orders import own_orders


class CancelOrder(ShopAction):
    """Hands over with the order's facts; without an order it is the cart that is meant."""

    async def perform(self, turn: Turn) -> None:
        orders = await own_orders(self.ports, turn)
        if not orders and turn.cart.lines:
            await ClearCart(self.ports).perform(turn)
            return
        hand_over(self.ports, turn, "cancel_order", "cancel_order", orders[:2])
