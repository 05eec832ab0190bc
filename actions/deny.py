"""A no: the waiting question is dropped."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.replies import Text
from actions.shop.refine import refinement
from actions.shop.vocabulary import content
from actions.steps.follow import go_on


class Deny(ShopAction):
    """Takes a no for an answer and stays at hand; "no, en negro" wants the same otherwise."""

    async def perform(self, turn: Turn) -> None:
        turn.context.pending = None
        change = refinement(turn.said.text)
        if (change.colours or change.size) and not content(turn.said.text) and turn.shop.search:
            await go_on(self.ports, turn, change)
            return
        words = "refused_cart" if turn.cart.lines else "refused"
        turn.reply(Text(self.ports.responses.say(words, turn)))
