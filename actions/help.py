"""Explain what can be done here."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.shop.taps import CART, CATALOG, PERSON
from actions.steps.ask import Way, suggest


class Help(ShopAction):
    """Names what the shop can do, with examples and ways to tap."""

    digresses = True

    async def perform(self, turn: Turn) -> None:
        say = self.ports.responses.say
        ways = [
            Way(CATALOG, say("button_catalog", turn)),
            Way(CART, say("button_cart", turn)),
            Way(PERSON, say("button_person", turn)),
        ]
        suggest(self.ports, turn, say("help", turn, shop=turn.shop.name), ways)
