"""Open the checkout."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.summarise import pay


class Checkout(ShopAction):
    """Sends the checkout link of the cart; an empty cart has none."""

    async def perform(self, turn: Turn) -> None:
        await pay(self.ports, turn)
