"""Take a complaint seriously: a person gets it with the facts."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.hand_over import hand_over
from actions.steps.orders import own_orders


class Complain(ShopAction):
    """Apologises and hands over."""

    async def perform(self, turn: Turn) -> None:
        orders = await own_orders(self.ports, turn)
        hand_over(self.ports, turn, "complaint", "complain", orders[:2])
