"""Two lines whose numbers were mixed up: "era al revés"."""

from __future__ import annotations

from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.cart import fits, with_quantity
from actions.shop.product import Product
from actions.steps.ask import tell_change
from actions.steps.change import in_scope, products_of
from actions.steps.summarise import summarise


async def reverse(ports: Ports, turn: Turn) -> bool:
    """Give each of two lines the number of the other; shows the cart where that says nothing.

    False, and no answer, where nothing is in the cart.
    """
    among = in_scope(turn, await products_of(ports, turn))
    lines = [line for one in among if (line := turn.cart.line(one.sku))]
    numbers = [line.quantity for line in reversed(lines)]
    if not lines:
        return False
    fitting = all(fits(one, many) >= many for one, many in zip(among, numbers, strict=True))
    if len(lines) != 2 or numbers[0] == numbers[1] or not fitting:
        summarise(ports, turn)
        return True
    cart = turn.cart
    for one, many in zip(among, numbers, strict=True):
        cart = with_quantity(cart, one, many)
    turn.change_cart(replace(cart, origin="chat"))
    turn.context.last_added = tuple(one.sku for one in among)
    told = [now_so_many(ports, turn, *pair) for pair in zip(among, numbers, strict=True)]
    tell_change(ports, turn, "\n".join(told))
    return True


def now_so_many(ports: Ports, turn: Turn, product: Product, quantity: int) -> str:
    """Say how many of a line there are now."""
    words = "quantity_one" if quantity == 1 else "quantity_set"
    return ports.responses.say(words, turn, product=product.label, count=str(quantity))
