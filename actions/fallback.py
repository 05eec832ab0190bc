"""A text that no intent claims: the index first, then the FAQ, then the default reply."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.answer import about_shop
from actions.steps.default import say_default
from actions.steps.refer import looked_at
from actions.steps.search import find, present


class Fallback(ShopAction):
    """Tries to be of use before it says that it did not understand."""

    async def perform(self, turn: Turn) -> None:
        text = turn.said.text
        asked = await looked_at(self.ports, turn)
        if asked is not None:
            await present(self.ports, turn, asked)
        elif not text:
            say_default(self.ports, turn, "unreadable")
        elif _may_be_search(turn) and await find(self.ports, turn, text):
            return
        elif not await about_shop(self.ports, turn, text):
            say_default(self.ports, turn)


def _may_be_search(turn: Turn) -> bool:
    """Out of scope is what an intent claims with confidence: it names no product."""
    understood = turn.understanding
    return turn.shop.search and not (understood and understood.intent == "out_of_scope")
