"""Look for products in the customer's own words."""

from __future__ import annotations

from actions.answer_product import AnswerProduct, is_question
from actions.base import ShopAction
from actions.ordering import ordered
from actions.ports import Turn
from actions.shop.variants import wants
from actions.steps.about_it import about_it
from actions.steps.compare import compare
from actions.steps.default import say_default
from actions.steps.refer import looked_at
from actions.steps.search import find, nothing_found, present
from actions.steps.search_several import find_several


class SearchProducts(ShopAction):
    """Shows what is found, says which demand could not be met, or that there is nothing.

    With search switched off, naming a product gets the default reply.
    """

    async def perform(self, turn: Turn) -> None:
        if await ordered(self.ports, turn):
            return
        asked = await looked_at(self.ports, turn)
        if asked is not None:
            await present(self.ports, turn, asked, wants(turn.said.text))
        elif await compare(self.ports, turn) or await self._answered(turn):
            return
        elif not turn.shop.search:
            say_default(self.ports, turn)
        elif await find_several(self.ports, turn, turn.said.text):
            return
        elif not await find(self.ports, turn, turn.said.text):
            nothing_found(self.ports, turn, turn.said.text)

    async def _answered(self, turn: Turn) -> bool:
        """Answer what asks about a product instead of looking for one."""
        if not is_question(turn):
            return await about_it(self.ports, turn)
        await AnswerProduct(self.ports).perform(turn)
        return True
