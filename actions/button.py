"""Something was tapped: a button, a row of a list, a template's quick reply."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.default import say_default
from actions.steps.follow import follow
from actions.steps.search import find


class Button(ShopAction):
    """Does what the tapped id stands for; an unknown one is read by its title."""

    async def perform(self, turn: Turn) -> None:
        payload, pending = turn.said.payload, turn.context.pending
        id, title = str(payload.get("id", "")), str(payload.get("title", ""))  # noqa: A001
        turn.context.pending = None
        if await follow(self.ports, turn, id, pending):
            return
        searched = bool(title) and turn.shop.search and await find(self.ports, turn, title)
        if not searched:
            say_default(self.ports, turn)
