"""What several of a product cost together; nothing is added before a yes."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.replies import Text
from actions.shop.cart import MOST_UNITS, fits
from actions.shop.money import display
from actions.shop.price_for import PRICED, asks_price_for, counts_again, counts_all
from actions.shop.product import Product, sellable
from actions.shop.taps import read_tap, tap_id
from actions.shop.variants import wants
from actions.steps import cart
from actions.steps.add import meant
from actions.steps.add_items import orders_of
from actions.steps.ask import Way, suggest
from actions.steps.show import offer
from actions.steps.sold_out import tell_sold_out


async def tell_price_for(ports: Ports, turn: Turn, text: str) -> None:
    """Say what so many of the product that is spoken of cost."""
    context = turn.context
    if turn.cart.lines and counts_all(text, turn.cart.units):
        cart.view(ports, turn)
        return
    skus = [sku for sku in (context.focus, *reversed(context.last_added)) if sku]
    found = await ports.products.by_sku(turn.shop, skus[:1])
    if found:
        many = asks_price_for(text) or counts_again(text) or 1
        await price_of_several(ports, turn, found[0], text, many, exact=_on_offer(turn, found[0]))
    else:
        turn.reply(Text(ports.responses.say("which_product_by_name", turn)))


def _on_offer(turn: Turn, product: Product) -> bool:
    """Whether this very variant is on offer, so that "¿y dos?" asks of it."""
    pending = turn.context.pending
    return pending is not None and any(
        (tap := read_tap(one.id)) is not None and (tap.verb, tap.value) == ("add", product.sku)
        for one in pending.options
    )


async def price_of_named(ports: Ports, turn: Turn) -> bool:
    """Say what so many of a thing that the act names cost; False, and no answer, else."""
    text = turn.said.text
    many = asks_price_for(text, named=True)
    orders = await orders_of(ports, turn, text) if many else []
    if many is None or len(orders) != 1:
        return False
    await price_of_several(ports, turn, orders[0].seen, text, many)
    return True


async def price_of_several(
    ports: Ports, turn: Turn, product: Product, text: str, quantity: int, *, exact: bool = False
) -> None:
    """Say quantity times its price, or of how many there are; a yes then adds them."""
    settled = await meant(ports, turn, product, wants(text), exact=exact)
    one = settled.one or next(iter(settled.left), product)
    if not sellable(one):
        await tell_sold_out(ports, turn, product, quantity)
        return
    can = fits(one, min(quantity, MOST_UNITS)) if settled.one else min(quantity, MOST_UNITS)
    words = "price_of_many" if can == quantity else "price_of_all_there_are"
    say, name = ports.responses.say, one.label if settled.one else one.name
    facts = {"count": str(can), "total": display(one.pays * can), "price": display(one.pays)}
    body = say(words, turn, product=name, **facts)
    turn.context.focus = one.sku
    buy = tap_id("add" if settled.one else "want", one.sku, can)
    suggest(ports, turn, body, [Way(buy, say("button_add", turn))])
    offer(turn, buy, name, body, {PRICED: "yes"})
