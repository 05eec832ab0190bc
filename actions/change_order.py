"""Change an order that was already placed: a person does that. A cart changes at once."""

from __future__ import annotations

from actions.base import ShopAction
from actions.change_cart import ChangeCart
from actions.ports import Turn
from actions.steps.hand_over import hand_over
from actions.steps.orders import own_orders


class ChangeOrder(ShopAction):
    """Hands over with the order's facts; without an order it is the cart that is meant."""

    async def perform(self, turn: Turn) -> None:
        orders = await own_orders(self.ports, turn)
        if not orders and turn.cart.lines:
            await ChangeCart(self.ports).perform(turn)
            return
        hand_over(self.ports, turn, "change_order", "change_order", orders[:2])
