"""Answer thanks."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.replies import Text


class Thank(ShopAction):
    """Answers thanks, shortly."""

    async def perform(self, turn: Turn) -> None:
        turn.reply(Text(self.ports.responses.say("thank", turn)))
