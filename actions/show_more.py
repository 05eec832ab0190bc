"""Go on with the last search."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.shop.refine import refinement
from actions.shop.variants import wants
from actions.steps.compare import compare
from actions.steps.default import say_default
from actions.steps.go_on import go_on
from actions.steps.refer import looked_at
from actions.steps.search import present


class ShowMore(ShopAction):
    """Shows the next page, or the same search cheaper, in another colour, brand or size."""

    async def perform(self, turn: Turn) -> None:
        if not turn.shop.search:
            say_default(self.ports, turn)
            return
        if await compare(self.ports, turn):
            return
        pointed = await looked_at(self.ports, turn)
        if pointed is not None:
            await present(self.ports, turn, pointed, wants(turn.said.text))
            return
        await go_on(self.ports, turn, refinement(turn.said.text))
