"""A text that no intent claims: the index first, then the FAQ, then the default reply."""

from __future__ import annotations

from typing import Final

from actions.answer_product import AnswerProduct, is_question
from actions.base import ShopAction
from actions.ordering import ordered
from actions.ports import Turn
from actions.replies import Text
from actions.shop.variants import wants
from actions.steps.about_it import about_it
from actions.steps.answer import about_shop
from actions.steps.compare import about_what_is_in_sight, compare
from actions.steps.default import say_default
from actions.steps.go_on import otherwise
from actions.steps.refer import looked_at
from actions.steps.search import find, of_that_kind, present
from nlu.text import is_closing, opening

# An intent that claims a text so surely is believed, whatever the text names.
SURELY: Final = 0.8


class Fallback(ShopAction):
    """Tries to be of use before it says that it did not understand."""

    digresses = True

    async def perform(self, turn: Turn) -> None:
        text = turn.said.text
        asked = await looked_at(self.ports, turn)
        if asked is not None:
            await present(self.ports, turn, asked, wants(text))
        elif text and is_closing(text):
            turn.reply(Text(self.ports.responses.say("nothing_asked", turn)))
        elif await otherwise(self.ports, turn) or await self._meant(turn):
            return
        elif not text:
            say_default(self.ports, turn, "unreadable")
        elif is_question(turn):
            await AnswerProduct(self.ports).perform(turn)
        elif not self._surely_strange(turn) and await about_it(self.ports, turn):
            return
        else:
            await self._found_or_told(turn, text)

    async def _found_or_told(self, turn: Turn, text: str) -> None:
        """A question is of the product talked about first; then the index, then the FAQ."""
        asks = opening(text) == "question" or text.rstrip().endswith("?")
        if asks and await about_what_is_in_sight(self.ports, turn, text):
            return
        if await self._found(turn, text) or await about_shop(self.ports, turn, text):
            return
        say_default(self.ports, turn)

    async def _meant(self, turn: Turn) -> bool:
        """An order for all that, a change of a line by its name, things set side by side."""
        return await ordered(self.ports, turn) or await compare(self.ports, turn)

    async def _found(self, turn: Turn, text: str) -> bool:
        """Search; what seems to be out of scope only for what it names word for word."""
        understood = turn.understanding
        if not turn.shop.search:
            return False
        if understood is None or understood.intent != "out_of_scope":
            return await find(self.ports, turn, text)
        if self._surely_strange(turn) or await self._other_topic(turn, text):
            return False
        return await find(self.ports, turn, text)

    def _surely_strange(self, turn: Turn) -> bool:
        """Whether nothing that a shop does is meant: then only what data say answers it."""
        understood = turn.understanding
        if understood is None or understood.intent != "out_of_scope":
            return False
        return understood.confidence > SURELY

    async def _other_topic(self, turn: Turn, text: str) -> bool:
        # "Busco power bank" looks for something; whether there is any the index knows.
        looks_for = opening(text) == "want"
        return not looks_for and not await of_that_kind(self.ports, turn, text)
