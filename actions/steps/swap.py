"""Put one variant in the place of another in the cart: "no, mejor la negra"."""

from __future__ import annotations

from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.cart import MOST_UNITS, fits, with_quantity, without
from actions.shop.money import display
from actions.shop.product import Product
from actions.steps.ask import tell_change


def swap(ports: Ports, turn: Turn, old_sku: str, product: Product, quantity: int) -> bool:
    """Replace a line by so many of another product and say so; False changes nothing.

    Stock, the most units of a line and the currency are checked as when it is added.
    """
    old = turn.cart.line(old_sku)
    line = turn.cart.line(product.sku)
    if old is None or old_sku == product.sku or product.pays.currency != turn.cart.currency:
        return False
    wanted = quantity + (line.quantity if line else 0)
    if wanted > MOST_UNITS or fits(product, wanted) < wanted:
        return False
    cart = without(with_quantity(turn.cart, product, wanted), old_sku)
    turn.change_cart(replace(cart, origin="chat"))
    turn.context.last_added, turn.context.focus = (product.sku,), product.sku
    lines = f"{quantity} × {product.label}"
    total = display(turn.cart.total)
    say = ports.responses.say
    body = say("swapped", turn, was=old.name, lines=lines, total=total)
    brief = say("swapped_so_far", turn, was=old.name, lines=lines)
    tell_change(ports, turn, brief, body)
    return True
