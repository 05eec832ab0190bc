"""Answer a question about the shop."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.answer import about_product, about_shop
from actions.steps.compare import about_what_is_in_sight, choose
from actions.steps.default import say_default
from actions.steps.go_on import otherwise
from actions.steps.search import present, spelt_out
from actions.steps.topic import of_the_topic


class AnswerShop(ShopAction):
    """Answers from the FAQ; what it does not say is said to be unknown.

    "¿Tienen envoltura para regalo?" asks for a product of that name, not about the shop.
    """

    digresses = True

    async def perform(self, turn: Turn) -> None:
        meant = await of_the_topic(self.ports, turn)
        if meant is not None:
            await about_product(self.ports, turn, meant, turn.said.text)
            return
        if await choose(self.ports, turn) or await otherwise(self.ports, turn):
            # "¿Cuáles tienen más garantía?", "¿y en rojo?" are asked of what is in sight.
            return
        sold = await spelt_out(self.ports, turn, turn.said.text)
        if sold is not None:
            await present(self.ports, turn, sold)
        elif await about_shop(self.ports, turn, turn.said.text):
            return
        elif not await about_what_is_in_sight(self.ports, turn, turn.said.text):
            say_default(self.ports, turn, "shop_unknown")
