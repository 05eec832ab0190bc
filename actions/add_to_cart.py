"""Put what the customer wants into the cart."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.shop.cart import MOST_UNITS
from actions.shop.product import Product
from actions.shop.refer import Resolved
from actions.shop.taps import PERSON
from actions.shop.variants import wants
from actions.shop.vocabulary import names_kind
from actions.steps.add import want
from actions.steps.add_some import add_several, show_to_add, which_to_add
from actions.steps.ask import Way, suggest
from actions.steps.default import say_default
from actions.steps.refer import refer
from actions.steps.search import hunt_thing, named_in, nothing_found, present
from actions.steps.show import page
from nlu.text import parse_quantity, words


class AddToCart(ShopAction):
    """Adds exactly one sellable variant, or asks the one question that is missing."""

    async def perform(self, turn: Turn) -> None:
        quantity = parse_quantity(turn.said.text) or 1
        meant = await refer(self.ports, turn)
        if quantity > MOST_UNITS:
            body = self.ports.responses.say("too_many", turn, most=str(MOST_UNITS))
            suggest(self.ports, turn, body, [Way(PERSON, self._person(turn))])
        elif meant is None:
            await self._by_name(turn, quantity)
        else:
            await self._meant(turn, meant, quantity)

    async def _meant(self, turn: Turn, meant: Resolved, quantity: int) -> None:
        if not meant.sure:
            which_to_add(self.ports, turn, meant.products, quantity)
        elif len(meant.products) > 1:
            # "Los dos" counts products; only "dos de cada uno" counts pieces.
            each = quantity if "cada" in words(turn.said.text) else 1
            await add_several(self.ports, turn, meant.products, each)
        else:
            await self._want(
                turn, meant.first, quantity, exact=meant.exact, as_seen=meant.looked_at
            )

    async def _want(
        self,
        turn: Turn,
        product: Product,
        quantity: int,
        *,
        exact: bool = False,
        as_seen: bool = True,
    ) -> None:
        demands = wants(turn.said.text)
        await want(self.ports, turn, product, demands, quantity, exact=exact, as_seen=as_seen)

    async def _by_name(self, turn: Turn, quantity: int) -> None:
        """Nothing in sight is meant: look for it by name, and add it only when it is one."""
        if not turn.shop.search:
            say_default(self.ports, turn)
            return
        result = await hunt_thing(self.ports, turn, turn.said.text)
        found = named_in(turn.said.text, page(result.sellable or result.fresh))
        turn.record_search(result.found, [product.sku for product in found])
        if len(found) == 1 and names_kind(turn.said.text, found[0].name):
            # The variant found stands for its product: nobody has looked at its colour.
            await self._want(turn, found[0], quantity, as_seen=False)
        elif len(found) == 1:
            # Found under another name: shown first, added by a yes.
            await present(self.ports, turn, found[0], wants(turn.said.text), quantity)
        elif found:
            show_to_add(self.ports, turn, found, quantity)
        else:
            nothing_found(self.ports, turn)

    def _person(self, turn: Turn) -> str:
        return self.ports.responses.say("button_person", turn)
