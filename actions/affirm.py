"""A yes that no question was waiting for, or that the journey left to Rasa."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.shop.context import Pending
from actions.shop.taps import CART, CATALOG, PAY
from actions.steps.ask import Way, suggest
from actions.steps.follow import follow, otherwise


class Affirm(ShopAction):
    """Takes the first way of a waiting question; without one it asks what is wanted."""

    async def perform(self, turn: Turn) -> None:
        pending = turn.context.pending
        spoken = any(mark.isalnum() for mark in turn.said.text)
        if spoken and pending is not None and pending.expires > turn.now and pending.options:
            # Signs alone ("🔥", "%%") are no consent; a thumb was read before Rasa.
            await self._agree(turn, pending)
            return
        if await otherwise(self.ports, turn):
            # "Bueno, ¿y en rosa?" agrees to nothing yet.
            return
        say = self.ports.responses.say
        ways = [Way(CATALOG, say("button_catalog", turn))]
        if turn.cart.lines:
            cart = [Way(PAY, say("button_pay", turn)), Way(CART, say("button_cart", turn))]
            suggest(self.ports, turn, say("affirm_cart", turn), cart + ways)
        else:
            suggest(self.ports, turn, say("affirm", turn), ways)

    async def _agree(self, turn: Turn, pending: Pending) -> None:
        """Yes takes the first way, but "which one?" is no question for a yes: ask again."""
        if pending.kind in {"variant", "candidate"}:
            ways = [Way(one.id, one.title) for one in pending.options]
            suggest(self.ports, turn, pending.question, ways)
            return
        turn.context.pending = None
        await follow(self.ports, turn, pending.options[0].id, pending)
