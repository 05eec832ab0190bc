"""Open the checkout."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.answer import about_shop
from actions.steps.summarise import pay


class Checkout(ShopAction):
    """Sends the checkout link of the cart; an empty cart has none."""

    async def perform(self, turn: Turn) -> None:
        text = turn.said.text
        if not turn.cart.lines and "?" in text and await about_shop(self.ports, turn, text):
            # "¿Y si paso por mi compra me cobran?": there is nothing to pay, only to know.
            return
        await pay(self.ports, turn)
