"""Show the cart."""

from __future__ import annotations

from actions.answer_product import AnswerProduct
from actions.base import ShopAction
from actions.ports import Turn
from actions.shop.facts import own_fact
from actions.steps import cart
from actions.steps.price_for import price_of_named


class ViewCart(ShopAction):
    """Says what is in the cart, its total, and how to pay it.

    "¿Cuánto cuesta?" with nothing in the cart asks of what is in sight.
    """

    digresses = True

    async def perform(self, turn: Turn) -> None:
        if await price_of_named(self.ports, turn):
            return
        seen = turn.context.focus or turn.context.shown
        if not turn.cart.lines and own_fact(turn.said.text) == "price" and seen:
            await AnswerProduct(self.ports).perform(turn)
            return
        cart.view(self.ports, turn)
