"""Say goodbye."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.replies import Text


class Goodbye(ShopAction):
    """Answers a goodbye, shortly."""

    async def perform(self, turn: Turn) -> None:
        turn.reply(Text(self.ports.responses.say("goodbye", turn)))
