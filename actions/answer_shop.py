"""Answer a question about the shop."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.answer import about_shop
from actions.steps.default import say_default


class AnswerShop(ShopAction):
    """Answers from the FAQ; what it does not say is said to be unknown."""

    async def perform(self, turn: Turn) -> None:
        if not await about_shop(self.ports, turn, turn.said.text):
            say_default(self.ports, turn, "shop_unknown")
