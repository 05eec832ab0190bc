"""Answer a question about a product."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.replies import Text
from actions.shop.vocabulary import without_place
from actions.steps.answer import about_product, about_shop, which_product
from actions.steps.refer import refer
from actions.steps.search import hunt_thing, named_in
from actions.steps.show import page


class AnswerProduct(ShopAction):
    """Finds out which product is meant, then answers from its own data.

    Without a product in sight the question itself is searched for one.
    """

    async def perform(self, turn: Turn) -> None:
        question = without_place(turn.said.text)
        meant = await refer(self.ports, turn, strict=False)
        if meant is None:
            await self._look(turn, question)
        elif meant.sure:
            await about_product(self.ports, turn, meant.first, question)
        else:
            which_product(self.ports, turn, meant.products, question)

    async def _look(self, turn: Turn, question: str) -> None:
        result = await hunt_thing(self.ports, turn, question) if turn.shop.search else None
        found = named_in(question, page(result.fresh)) if result else []
        if result:
            turn.record_search(result.found, [product.sku for product in found])
        if len(found) == 1:
            await about_product(self.ports, turn, found[0], question)
        elif found:
            which_product(self.ports, turn, found[:3], question)
        elif not await about_shop(self.ports, turn, question):
            turn.reply(Text(self.ports.responses.say("which_product_by_name", turn)))
