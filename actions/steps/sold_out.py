"""Say that something is sold out and show what comes nearest."""

from __future__ import annotations

from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.later import NOTHING, Around
from actions.shop.product import Product, sellable
from actions.shop.taps import CATALOG, PERSON
from actions.shop.variants import Settled, nearest
from actions.steps.ask import Way, suggest
from actions.steps.show import show, variants_of
from actions.steps.variant_question import ask_variant


async def tell_sold_out(
    ports: Ports, turn: Turn, product: Product, quantity: int = 1, around: Around = NOTHING
) -> None:
    """Offer other variants in stock, else the nearest products, else a person."""
    family = tuple(one for one in await variants_of(ports, turn, product) if sellable(one))
    lead = ports.responses.say("sold_out", turn, product=product.label)
    lead = f"{around.lead}\n{lead}".strip()
    if family:
        ask_variant(
            ports,
            turn,
            Settled(left=nearest(product, family)),
            quantity,
            replace(around, lead=lead),
        )
        return
    near = await ports.discovery.similar(turn.shop, product.sku)
    others = [one for one in await ports.products.by_sku(turn.shop, near) if sellable(one)]
    if others:
        show(ports, turn, f"{lead} {ports.responses.say('nearest', turn)}", others)
    else:
        nowhere(ports, turn, lead)


def nowhere(ports: Ports, turn: Turn, body: str) -> None:
    """End a search that led nowhere with two ways on: the catalog and a person."""
    say = ports.responses.say
    ways = [Way(CATALOG, say("button_catalog", turn)), Way(PERSON, say("button_person", turn))]
    suggest(ports, turn, body, ways)
