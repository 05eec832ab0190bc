"""Several variants of one product, so many of each: "uno del 23 y uno del 22 y medio"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.ports import Ports, Turn
from actions.replies import Text
from actions.shop.amend import Amend
from actions.shop.cart import CartLine, without
from actions.shop.money import display
from actions.shop.portions import Portion, dealt
from actions.shop.product import Product
from actions.shop.variants import wants
from actions.shop.vocabulary import only_colours
from actions.steps.add import put
from actions.steps.add_some import Order, add_orders, settled
from actions.steps.amend import topic
from actions.steps.ask import tell_change
from actions.steps.show import variants_of
from actions.steps.sibling import alike


async def deal(ports: Ports, turn: Turn, text: str) -> None:
    """Put so many of each variant into the cart, in the place of what was ordered before.

    A variant that there is not, or that is not clear, is asked about after the others.
    """
    told, old = dealt(text), await _spoken_of(ports, turn)
    if told is None or old is None:
        turn.reply(Text(ports.responses.say("what_to_add", turn)))
        return
    chosen = await _chosen(ports, turn, old)
    turn.context.pending = None
    family = await variants_of(ports, turn, old)
    orders = [
        _order(chosen or old, family, portion, chosen=chosen is not None)
        for portion in told.portions
    ]
    clear = [await settled(ports, turn, order) for order in orders]
    before = _before(turn, family) if told.anew and any(clear) else []
    for line in before:
        turn.change_cart(without(turn.cart, line.sku))
    rest = turn.cart
    pairs = [(one, order.quantity) for one, order in zip(clear, orders, strict=True) if one]
    if len(before) == 1 and len(pairs) == len(orders) and all(put(turn, *pair) for pair in pairs):
        _tell(ports, turn, before[0], pairs)
    else:
        turn.change_cart(rest)
        await add_orders(ports, turn, orders)


async def _spoken_of(ports: Ports, turn: Turn) -> Product | None:
    """The product whose variant is asked for, else the one that went in last or is on offer."""
    pending = turn.context.pending
    sku = pending.data.get("sku") if pending and pending.kind == "variant" else None
    found = await ports.products.by_sku(turn.shop, [sku]) if sku else []
    among = found or await topic(ports, turn, Amend("another"))
    one = {product.group or product.sku for product in among}
    return among[0] if len(one) == 1 else None


def _order(old: Product, family: list[Product], portion: Portion, *, chosen: bool) -> Order:
    """Read one portion; chosen: what its words leave open is as the old one is."""
    colours = only_colours(portion.text)
    demands = wants(portion.text)
    same = alike(old, family, replace(demands, colours=demands.colours or colours))
    if chosen and same is not None:
        return Order(same, "", portion.quantity, exact=True)
    said = portion.text if demands.colours or not colours else f"color {portion.text}"
    return Order(old, said, portion.quantity, as_seen=chosen)


async def _chosen(ports: Ports, turn: Turn, old: Product) -> Product | None:
    """The variant that portions are like: one in the cart, or of the one colour asked about."""
    if turn.cart.line(old.sku):
        return old
    pending = turn.context.pending
    skus = [option.value for option in pending.options] if pending else []
    left = await ports.products.by_sku(turn.shop, skus)
    return left[0] if len({one.colour for one in left}) == 1 else None


def _before(turn: Turn, family: list[Product]) -> list[CartLine]:
    """The lines of the product that portions stand for: those that went in last, else the one."""
    skus = {one.sku for one in family}
    lines = [line for line in turn.cart.lines if line.sku in skus]
    last = [line for line in lines if line.sku in turn.context.last_added]
    return last or (lines if len(lines) == 1 else [])


def _tell(ports: Ports, turn: Turn, was: CartLine, put_in: Sequence[tuple[Product, int]]) -> None:
    turn.context.last_added = tuple(product.sku for product, _ in put_in)
    turn.context.focus = put_in[-1][0].sku
    lines = "\n".join(f"{quantity} × {product.label}" for product, quantity in put_in)
    say, total = ports.responses.say, display(turn.cart.total)
    brief = say("swapped_so_far", turn, was=was.name, lines=lines)
    tell_change(ports, turn, brief, say("swapped", turn, was=was.name, lines=lines, total=total))
