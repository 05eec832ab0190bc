"""A no: the waiting question is dropped."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.replies import Text


class Deny(ShopAction):
    """Takes a no for an answer and stays at hand."""

    async def perform(self, turn: Turn) -> None:
        turn.context.pending = None
        words = "refused_cart" if turn.cart.lines else "refused"
        turn.reply(Text(self.ports.responses.say(words, turn)))
