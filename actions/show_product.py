"""Show the one product that is meant."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.default import say_default
from actions.steps.refer import refer
from actions.steps.search import find, nothing_found, present


class ShowProduct(ShopAction):
    """Shows what the customer points at; a name that was not shown yet is searched."""

    async def perform(self, turn: Turn) -> None:
        meant = await refer(self.ports, turn)
        if meant is not None:
            await present(self.ports, turn, meant.first)
        elif not turn.shop.search:
            say_default(self.ports, turn)
        elif not await find(self.ports, turn, turn.said.text):
            nothing_found(self.ports, turn)
