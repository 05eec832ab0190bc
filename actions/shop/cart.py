"""A cart as a value: lines, quantities, totals. Every change makes a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from actions.shop.money import Money, total
from actions.shop.product import Product

# WhatsApp's own cart accepts 1 to 99 units a line; ours keeps to the same.
MOST_UNITS: Final = 99

Origin = Literal["chat", "sent"]


@dataclass(frozen=True, slots=True)
class CartLine:
    """One variant and how many of it, at the price it had when it was put in."""

    sku: str
    name: str
    quantity: int
    unit_price: Money

    @property
    def amount(self) -> Money:
        """Quantity times unit price."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Cart:
    """The open cart of one customer. Empty carts have no lines and no id yet.

    id and version are the database's: a cart that was never saved has id None and
    version 0. put_back: lines of a chat-built cart that a sent one left out, which
    one button can put back.
    """

    currency: str
    lines: tuple[CartLine, ...] = ()
    id: int | None = None
    version: int = 0
    origin: Origin = "chat"
    put_back: tuple[CartLine, ...] = ()

    @property
    def total(self) -> Money:
        """Sum of the lines."""
        return total([line.amount for line in self.lines], self.currency)

    @property
    def units(self) -> int:
        """How many pieces are in it."""
        return sum(line.quantity for line in self.lines)

    def line(self, sku: str) -> CartLine | None:
        """Return the line of this SKU, if it is in the cart."""
        return next((line for line in self.lines if line.sku == sku), None)


def with_quantity(cart: Cart, product: Product, quantity: int) -> Cart:
    """Return the cart with exactly this many of the product; 0 takes the line out.

    A line keeps its own price where the catalog's is in another currency by now; checkout tells.
    ValueError outside 0 to 99. Stock and sendability are asked before, in `fits`.
    """
    if not 0 <= quantity <= MOST_UNITS:
        raise ValueError(f"a line holds 1 to {MOST_UNITS} units, not {quantity}")
    fresh = CartLine(product.sku, product.label, quantity, product.pays)
    old = cart.line(product.sku)
    if old is not None and product.pays.currency != cart.currency:
        fresh = replace(old, quantity=quantity)
    if old is None:
        lines = (*cart.lines, fresh) if quantity else cart.lines
        return replace(cart, lines=lines)
    kept = tuple(fresh if line.sku == product.sku else line for line in cart.lines)
    return replace(cart, lines=tuple(line for line in kept if line.quantity))


def without(cart: Cart, sku: str) -> Cart:
    """Return the cart without the line of this SKU."""
    return replace(cart, lines=tuple(line for line in cart.lines if line.sku != sku))


def emptied(cart: Cart) -> Cart:
    """Return the cart with no lines and nothing to put back."""
    return replace(cart, lines=(), put_back=())


def fits(product: Product, quantity: int) -> int:
    """Return how many of the wanted quantity can be sold now (0 to quantity)."""
    if product.unsendable is not None or not product.in_stock:
        return 0
    most = MOST_UNITS if product.stock is None else min(MOST_UNITS, product.stock)
    return min(quantity, most)
