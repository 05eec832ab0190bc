"""Change an order that was already placed: a person does that."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.hand_over import hand_over
from actions.steps.orders import own_orders


class ChangeOrder(ShopAction):
    """Hands over with the order's facts; nothing is promised."""

    async def perform(self, turn: Turn) -> None:
        orders = await own_orders(self.ports, turn)
        hand_over(self.ports, turn, "change_order", "change_order", orders[:2])
