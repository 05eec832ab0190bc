"""Take a line out of the cart, or set how many of it there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.cart import MOST_UNITS, CartLine, fits, with_quantity, without
from actions.shop.change import Change, after
from actions.shop.product import Product
from actions.shop.taps import NO, PERSON, tap_id
from actions.steps.ask import Way, ask, suggest, tell_change, ways_on
from actions.steps.sold_out import nowhere
from actions.steps.summarise import summarise


async def products_of(ports: Ports, turn: Turn) -> list[Product]:
    """Return the cart's lines as products, also those that left the catalog."""
    lines = turn.cart.lines
    found = await ports.products.by_sku(turn.shop, [line.sku for line in lines])
    known = {product.sku: product for product in found}
    return [known.get(line.sku) or _gone(line) for line in lines]


def _gone(line: CartLine) -> Product:
    return Product(line.sku, line.name, line.unit_price, available=False, unsendable="gone")


def which_line(ports: Ports, turn: Turn, among: Sequence[Product], change: Change) -> None:
    """Ask which line is meant; the answer then makes the change."""
    ways = [Way(tap_id("del", one.sku), one.label, one.sku) for one in among]
    data = {"change": change.kind, "quantity": str(change.quantity)}
    ask(ports, turn, "candidate", ports.responses.say("which_line", turn), ways, data=data)


def change_lines(ports: Ports, turn: Turn, products: Sequence[Product], change: Change) -> None:
    """Change lines of the cart and say what it is now; stock limits how many."""
    if len(products) == 1 and _beyond(ports, turn, products[0], change):
        return
    told = [_changed(ports, turn, product, change) for product in products]
    _go_on(ports, turn, "\n".join(told))


def _beyond(ports: Ports, turn: Turn, product: Product, change: Change) -> bool:
    """More of one line than there is: say how many there are and offer them; False otherwise."""
    line = turn.cart.line(product.sku)
    wanted = after(change, line.quantity) if line else 0
    can = fits(product, MOST_UNITS)
    if line is None or wanted <= max(can, line.quantity):
        return False
    say = ports.responses.say
    turn.context.last_added, turn.context.focus = (product.sku,), product.sku
    if can == MOST_UNITS:
        ways = [Way(PERSON, say("button_person", turn))]
        suggest(ports, turn, say("too_many", turn, most=str(MOST_UNITS)), ways)
        return True
    if can <= line.quantity:
        body = say("all_in_cart", turn, product=line.name, stock=str(line.quantity))
        ask(ports, turn, "offer", body, ways_on(ports, turn))
        return True
    body = say("only_so_many_in_all", turn, product=line.name, stock=str(can))
    yes = Way(tap_id("set", line.sku, can), say("button_set_so_many", turn, count=str(can)), "yes")
    no = Way(NO, say("button_no", turn), NO)
    data = {"sku": line.sku, "verb": "set"}
    ask(ports, turn, "quantity", body, [yes, no], data=data)
    return True


def in_scope(turn: Turn, among: Sequence[Product]) -> list[Product]:
    """Of what "solo el primero" speaks: what just went in together, else the whole cart.

    In the order in which it was shown, so that places are those that the customer saw.
    """
    added = set(turn.context.last_added)
    together = [one for one in among if one.sku in added]
    kept = together if len(together) > 1 else list(among)
    places = {shown.sku: shown.position for shown in turn.context.shown}
    return sorted(kept, key=lambda one: places.get(one.sku, len(places) + 1))


def keep_lines(ports: Ports, turn: Turn, kept: Sequence[Product], scope: Sequence[Product]) -> None:
    """Take out what was spoken of besides, and say what it is now."""
    skus = {product.sku for product in kept}
    others = [product for product in scope if product.sku not in skus]
    if others:
        change_lines(ports, turn, others, Change("remove"))
        turn.context.focus = kept[0].sku
    else:
        summarise(ports, turn)


def _changed(ports: Ports, turn: Turn, product: Product, change: Change) -> str:
    line = turn.cart.line(product.sku)
    if line is None:
        return ports.responses.say("not_in_cart", turn, product=product.label)
    wanted = min(after(change, line.quantity), MOST_UNITS)
    can = wanted if wanted <= line.quantity else max(fits(product, wanted), line.quantity)
    _set(turn, product, line, can)
    words = _words(ports, turn, line, can)
    if can == wanted:
        return words
    short = ports.responses.say("difference_fewer", turn, product=line.name, stock=str(can))
    return f"{short}\n{words}"


def _set(turn: Turn, product: Product, line: CartLine, quantity: int) -> None:
    if quantity == 0:
        turn.change_cart(without(turn.cart, line.sku))
        turn.context.last_added = tuple(sku for sku in turn.context.last_added if sku != line.sku)
    elif quantity != line.quantity:
        changed = with_quantity(turn.cart, product, quantity)
        turn.change_cart(replace(changed, lines=_named_as_before(changed.lines, line)))
    if quantity:
        turn.context.last_added, turn.context.focus = (line.sku,), line.sku


def _named_as_before(lines: tuple[CartLine, ...], old: CartLine) -> tuple[CartLine, ...]:
    return tuple(replace(one, name=old.name) if one.sku == old.sku else one for one in lines)


def _words(ports: Ports, turn: Turn, line: CartLine, quantity: int) -> str:
    if quantity == 0:
        return ports.responses.say("removed", turn, product=line.name)
    words = "quantity_one" if quantity == 1 else "quantity_set"
    return ports.responses.say(words, turn, product=line.name, count=str(quantity))


def _go_on(ports: Ports, turn: Turn, words: str) -> None:
    say = ports.responses.say
    if not turn.cart.lines:
        nowhere(ports, turn, f"{words} {say('now_empty', turn)}")
        return
    tell_change(ports, turn, words)
