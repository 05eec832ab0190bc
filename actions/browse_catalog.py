"""Let the customer look around."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.catalog import browse


class BrowseCatalog(ShopAction):
    """Offers the categories, or the whole catalog where there are none."""

    async def perform(self, turn: Turn) -> None:
        await browse(self.ports, turn)
