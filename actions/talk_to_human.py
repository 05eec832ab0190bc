"""Hand over to a person because the customer asks for one."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.hand_over import hand_over


class TalkToHuman(ShopAction):
    """Hands over and says when a person answers."""

    async def perform(self, turn: Turn) -> None:
        hand_over(self.ports, turn, "asked", "handed_over")
