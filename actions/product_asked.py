"""A message about one product, written from its page in WhatsApp."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.shop.cart import MOST_UNITS
from actions.shop.discount import haggles
from actions.shop.facts import continued, own_fact, wants_it
from actions.shop.price_for import asks_price_for
from actions.shop.product import Product, sellable
from actions.shop.units import sized, units
from actions.shop.variants import wants
from actions.shop.vocabulary import content
from actions.steps.add import want
from actions.steps.answer import about_product
from actions.steps.haggle import haggle
from actions.steps.narrow import searched_like
from actions.steps.price_for import price_of_several
from actions.steps.refuse import refused
from actions.steps.search import find, nothing_found, present
from actions.steps.show import variants_of
from actions.steps.sold_out import tell_sold_out
from nlu.text import split_clauses
from nlu.text.postponing import postpones
from nlu.text.refusing import refuses


class ProductAsked(ShopAction):
    """Adds it when that is what the words want, answers a question, else shows it."""

    async def perform(self, turn: Turn) -> None:
        sku, text = _asked(turn)
        found = await self.ports.products.by_sku(turn.shop, [sku])
        if found:
            await self._about(turn, found[0], text)
        elif not (text and turn.shop.search and await find(self.ports, turn, text)):
            nothing_found(self.ports, turn)

    async def _about(self, turn: Turn, product: Product, text: str) -> None:
        turn.context.focus = turn.context.named = product.sku
        # "¿Tiene más baratos?" goes on among its like, in the size that was looked at.
        turn.context.search = searched_like(product, product.size or None)
        text = continued(text, turn.context.asked)
        asks = bool(text) and bool(content(text) or "?" in text or own_fact(text))
        if refuses(text) or postpones(text):
            refused(self.ports, turn)
        elif haggles(text):
            await haggle(self.ports, turn)
        elif wants_it(text):
            family = await variants_of(self.ports, turn, product)
            quantity = min(units(text, product, family) or 1, MOST_UNITS)
            demands = wants(sized(text, family))
            await want(self.ports, turn, product, demands, quantity, exact=True)
        elif (many := asks_price_for(text)) is not None:
            await price_of_several(self.ports, turn, product, text, many)
        elif asks:
            for question in split_clauses(text):
                await about_product(self.ports, turn, product, question)
        elif sellable(product):
            await present(self.ports, turn, product)
        else:
            await tell_sold_out(self.ports, turn, product)


def _asked(turn: Turn) -> tuple[str, str]:
    """The SKU and the words; payloads come from outside and may hold anything."""
    sku, text = turn.said.payload.get("sku"), turn.said.payload.get("text")
    sku = sku if isinstance(sku, str) and sku else (turn.said.asked_sku or "")
    return sku, text if isinstance(text, str) and text else turn.said.text
