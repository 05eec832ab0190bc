"""Take back the consent to reminders."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.replies import Text


class StopMessages(ShopAction):
    """Stops reminders and offers for good; answers and receipts still come."""

    async def perform(self, turn: Turn) -> None:
        turn.stop_marketing()
        turn.context.pending = None
        turn.reply(Text(self.ports.responses.say("stopped", turn)))
