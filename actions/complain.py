"""Take a complaint seriously: a person gets it with the facts."""

from __future__ import annotations

from actions.base import ShopAction
from actions.change_cart import ChangeCart, takes_line_out
from actions.ports import Turn
from actions.steps.hand_over import hand_over
from actions.steps.orders import own_orders


class Complain(ShopAction):
    """Apologises and hands over; "quite el vino" only takes a line out of the cart."""

    async def perform(self, turn: Turn) -> None:
        if await takes_line_out(self.ports, turn):
            await ChangeCart(self.ports).perform(turn)
            return
        orders = await own_orders(self.ports, turn)
        hand_over(self.ports, turn, "complaint", "complain", orders[:2])
