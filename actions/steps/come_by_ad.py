"""Answer who comes from an ad or a post: its product at once, else what it speaks of."""

from __future__ import annotations

from actions.ports import Ad, Ports, Turn
from actions.shop.advert import named_by, only_about_the_ad
from actions.shop.names import first_name
from actions.shop.product import Product, sellable
from actions.shop.taps import CATALOG, PERSON
from actions.steps.ask import Way, suggest
from actions.steps.narrow import searched_like
from actions.steps.search import Hunt, hunt, keep, lead_on
from actions.steps.show import page, remember, show, show_product, variants_of
from actions.steps.sold_out import tell_sold_out


async def come_by_ad(ports: Ports, turn: Turn, ad: Ad) -> bool:
    """Bring the ad's product into sight, and show it when the words ask nothing else.

    False, and no answer yet, when the words say more: then they are answered with the product
    in sight ("¿cuánto cuesta?", "lo quiero").
    """
    turn.context.pending = None
    product = await _by_code(ports, turn, ad)
    if product is not None:
        remember(turn, [product.sku])
    elif (product := await _by_name(ports, turn, ad)) is not None:
        # Its words name no colour: any of them may be wanted.
        family = [one for one in await variants_of(ports, turn, product) if sellable(one)]
        remember(turn, [one.sku for one in page(family or [product], spread=True)])
    if product is not None:
        turn.context.focus = product.sku
        turn.context.search = searched_like(product)
    if not only_about_the_ad(turn.said.text):
        return False
    hello = greet(ports, turn)
    if product is not None:
        await _show(ports, turn, product, ports.responses.say("ad_product", turn, hello=hello))
    elif not await _about(ports, turn, ad, hello):
        say = ports.responses.say
        ways = [Way(CATALOG, say("button_catalog", turn)), Way(PERSON, say("button_person", turn))]
        suggest(ports, turn, say("ad_unknown", turn, hello=hello, shop=turn.shop.name), ways)
    return True


def greet(ports: Ports, turn: Turn) -> str:
    """Return the greeting, with the name the first time only."""
    name, say = first_name(turn.customer.name), ports.responses.say
    new, turn.context.greeted = not turn.context.greeted, True
    return say("hello_name", turn, person=name) if name and new else say("hello", turn)


async def _by_code(ports: Ports, turn: Turn, ad: Ad) -> Product | None:
    """The product whose address or code the ad holds."""
    for text in (ad.url, ad.source_id, ad.headline, ad.body) if turn.shop.search else ():
        sku = await ports.discovery.exact(turn.shop, text) if text else None
        found = await ports.products.by_sku(turn.shop, [sku]) if sku else []
        if found:
            return found[0]
    return None


async def _by_name(ports: Ports, turn: Turn, ad: Ad) -> Product | None:
    """The product that the ad's words name."""
    for text in (ad.headline, ad.body) if turn.shop.search else ():
        one = named_by(text, (await hunt(ports, turn, text)).fresh) if text else None
        if one is not None:
            return one
    return None


async def _show(ports: Ports, turn: Turn, product: Product, lead: str) -> None:
    if sellable(product):
        await show_product(ports, turn, product, lead=lead)
    else:
        await tell_sold_out(ports, turn, product)


async def _about(ports: Ports, turn: Turn, ad: Ad, hello: str) -> bool:
    """Show what the ad's headline speaks of: "Mochilas para el regreso a clases"."""
    if not (ad.headline and turn.shop.search):
        return False
    result: Hunt = await hunt(ports, turn, ad.headline)
    shown = page(result.sellable)
    if not shown or result.found.relaxed:
        return False
    lead = ports.responses.say("ad_product", turn, hello=hello)
    show(ports, turn, f"{lead} {lead_on(ports, turn, result, shown)}", shown)
    keep(turn, ad.headline, result, shown)
    return True
