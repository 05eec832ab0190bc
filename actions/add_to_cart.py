"""Put what the customer wants into the cart."""

from __future__ import annotations

from collections.abc import Sequence

from actions.base import ShopAction
from actions.ports import Turn
from actions.shop.cart import MOST_UNITS
from actions.shop.items import items
from actions.shop.product import Product
from actions.shop.refer import Resolved
from actions.shop.taps import PERSON
from actions.shop.variants import wants
from actions.shop.vocabulary import names_kind
from actions.steps.add import want
from actions.steps.add_items import add_clear, by_name
from actions.steps.add_some import add_several, coming_in, show_to_add, which_to_add
from actions.steps.ask import Way, suggest
from actions.steps.default import say_default
from actions.steps.refer import refer
from actions.steps.search import nothing_found, present
from nlu.text import parse_quantity, words


class AddToCart(ShopAction):
    """Adds exactly one sellable variant, or asks the one question that is missing."""

    async def perform(self, turn: Turn) -> None:
        parts = items(turn.said.text)
        if len(parts) > 1:
            parts = await add_clear(self.ports, turn, parts)
        for text in parts:
            await self._one(turn, text)

    async def _one(self, turn: Turn, text: str) -> None:
        quantity = parse_quantity(text) or 1
        seen = await refer(self.ports, turn, text)
        if quantity > MOST_UNITS:
            body = self.ports.responses.say("too_many", turn, most=str(MOST_UNITS))
            suggest(self.ports, turn, body, [Way(PERSON, self._person(turn))])
        elif seen is None:
            await self._by_name(turn, text, quantity)
        else:
            await self._meant(turn, text, seen, quantity)

    async def _meant(self, turn: Turn, text: str, seen: Resolved, quantity: int) -> None:
        if not seen.sure:
            fitting = await coming_in(self.ports, turn, seen.products, wants(text))
            await self._one_of(turn, text, fitting or seen.products, quantity)
        elif len(seen.products) > 1:
            # "Los dos" counts products; only "dos de cada uno" counts pieces.
            each = quantity if "cada" in words(text) else 1
            await add_several(self.ports, turn, seen.products, each)
        else:
            exact, looked_at = seen.exact, seen.looked_at
            await want(
                self.ports, turn, seen.first, wants(text), quantity, exact=exact, as_seen=looked_at
            )

    async def _one_of(self, turn: Turn, text: str, among: Sequence[Product], quantity: int) -> None:
        """Of several that could be meant only one may come as the words demand."""
        if len(among) == 1:
            await want(self.ports, turn, among[0], wants(text), quantity, as_seen=False)
        else:
            which_to_add(self.ports, turn, among, quantity)

    async def _by_name(self, turn: Turn, text: str, quantity: int) -> None:
        """Nothing in sight is meant: look for it by name, and add it only when it is one."""
        if not turn.shop.search:
            say_default(self.ports, turn)
            return
        found = await by_name(self.ports, turn, text)
        if len(found) == 1 and names_kind(text, found[0].name):
            # The variant found stands for its product: nobody has looked at its colour.
            await want(self.ports, turn, found[0], wants(text), quantity, as_seen=False)
        elif len(found) == 1:
            # Found under another name: shown first, added by a yes.
            await present(self.ports, turn, found[0], wants(text), quantity)
        elif found:
            show_to_add(self.ports, turn, found, quantity)
        else:
            nothing_found(self.ports, turn)

    def _person(self, turn: Turn) -> str:
        return self.ports.responses.say("button_person", turn)
