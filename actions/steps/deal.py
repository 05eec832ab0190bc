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
from actions.shop.variants import Wants, settle, wants
from actions.shop.vocabulary import only_colours
from actions.steps.add import put
from actions.steps.add_some import Order, add_orders, settled
from actions.steps.amend import topic
from actions.steps.ask import tell_change
from actions.steps.reverse import now_so_many
from actions.steps.show import listed, variants_of
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
    held = [one for one in family if turn.cart.line(one.sku)]
    orders = [
        _as_held(held, portion) or _order(chosen or old, family, portion, chosen=bool(chosen))
        for portion in told.portions
    ]
    clear = [await settled(ports, turn, order) for order in orders]
    before = _before(turn, family, clear) if told.anew and any(clear) else []
    for line in before:
        turn.change_cart(without(turn.cart, line.sku))
    rest = turn.cart
    pairs = [(one, order.quantity) for one, order in zip(clear, orders, strict=True) if one]
    if before and len(pairs) == len(orders) and all(put(turn, *pair) for pair in pairs):
        _tell(ports, turn, before, pairs)
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


def _as_held(held: list[Product], portion: Portion) -> Order | None:
    """The one line of the cart that is as a portion says: "2 blancas" of one in each colour."""
    one = settle(held, _demands(portion)).one if held else None
    return Order(one, "", portion.quantity, exact=True) if one else None


def _demands(portion: Portion) -> Wants:
    demands = wants(portion.text)
    return replace(demands, colours=demands.colours or only_colours(portion.text))


def _order(old: Product, family: list[Product], portion: Portion, *, chosen: bool) -> Order:
    """Read one portion; chosen: what its words leave open is as the old one is."""
    colours, demands = only_colours(portion.text), wants(portion.text)
    same = alike(old, family, _demands(portion))
    if chosen and same is not None:
        return Order(same, "", portion.quantity, exact=True)
    said = portion.text if demands.colours or not colours else f"color {portion.text}"
    if chosen and not colours and old.colour:
        # What there is not in the colour that was chosen is said to be missing in it.
        said = f"{said} color {old.colour}"
    return Order(old, said, portion.quantity, as_seen=chosen)


async def _chosen(ports: Ports, turn: Turn, old: Product) -> Product | None:
    """The variant that portions are like: one in the cart, or of the one colour asked about."""
    if turn.cart.line(old.sku):
        return old
    pending = turn.context.pending
    skus = [option.value for option in pending.options] if pending else []
    left = await ports.products.by_sku(turn.shop, skus)
    return left[0] if len({one.colour for one in left}) == 1 else None


def _before(turn: Turn, family: list[Product], clear: Sequence[Product | None]) -> list[CartLine]:
    """The lines that portions stand for: those that went in last, else the one; and their own."""
    skus, own = {one.sku for one in family}, {one.sku for one in clear if one}
    lines = [line for line in turn.cart.lines if line.sku in skus]
    last = [line for line in lines if line.sku in turn.context.last_added]
    kept = last or (lines if len(lines) == 1 else [])
    return [line for line in lines if line in kept or line.sku in own]


def _tell(
    ports: Ports, turn: Turn, before: Sequence[CartLine], put_in: Sequence[tuple[Product, int]]
) -> None:
    """Say what there is now: other numbers of the same lines, or what came in their place."""
    turn.context.last_added = tuple(product.sku for product, _ in put_in)
    turn.context.focus = put_in[-1][0].sku
    if {line.sku for line in before} == {product.sku for product, _ in put_in}:
        tell_change(ports, turn, "\n".join(now_so_many(ports, turn, *one) for one in put_in))
        return
    was = listed(ports, turn, [line.name for line in before])
    lines = "\n".join(f"{quantity} × {product.label}" for product, quantity in put_in)
    say, total = ports.responses.say, display(turn.cart.total)
    brief = say("swapped_so_far", turn, was=was, lines=lines)
    tell_change(ports, turn, brief, say("swapped", turn, was=was, lines=lines, total=total))
