"""Look for products in the customer's own words."""

from __future__ import annotations

from actions.answer_product import AnswerProduct, asks_of_focus, is_question
from actions.base import ShopAction
from actions.ordering import ordered
from actions.ports import Turn
from actions.shop.variants import wants
from actions.steps.answer import about_focus
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
        elif await compare(self.ports, turn):
            return
        elif is_question(turn):
            await AnswerProduct(self.ports).perform(turn)
        else:
            await self._search(turn, turn.said.text)

    async def _search(self, turn: Turn, text: str) -> None:
        if asks_of_focus(turn) and await about_focus(self.ports, turn, text):
            return
        if not turn.shop.search:
            say_default(self.ports, turn)
        elif not (await find_several(self.ports, turn, text) or await find(self.ports, turn, text)):
            nothing_found(self.ports, turn, text)
