"""What a cart costs now: its lines checked again against prices and stock. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from actions.shop.cart import CartLine, fits
from actions.shop.money import Money, total
from actions.shop.product import Product
from bot.orders.zones import Zone

DifferenceKind = Literal["price", "fewer", "gone"]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a line is not what it was when it was put in. before: the line as it was."""

    kind: DifferenceKind
    before: CartLine
    now: CartLine | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Lines at today's price and stock, and how they differ from the cart's."""

    lines: tuple[CartLine, ...]
    differences: tuple[Difference, ...]
    currency: str

    @property
    def subtotal(self) -> Money:
        """Sum of the lines, without shipping."""
        return total([line.amount for line in self.lines], self.currency)


def quote(lines: Sequence[CartLine], shelf: Mapping[str, Product], currency: str) -> Quote:
    """Check each line against the shelf; what is not sold in the cart's currency is gone."""
    kept: list[CartLine] = []
    differences: list[Difference] = []
    for line in lines:
        now = _today(line, shelf.get(line.sku), currency)
        if now is not None:
            kept.append(now)
        if now != line:
            differences.append(Difference(_kind(line, now), line, now))
    return Quote(tuple(kept), tuple(differences), currency)


def _today(line: CartLine, product: Product | None, currency: str) -> CartLine | None:
    if product is None or product.pays.currency != currency or product.pays.amount < 0:
        return None
    quantity = fits(product, line.quantity)
    if quantity == 0:
        return None
    # The name stays the one that was chosen: only what costs or is missing is told.
    return replace(line, quantity=quantity, unit_price=product.pays)


def _kind(line: CartLine, now: CartLine | None) -> DifferenceKind:
    if now is None:
        return "gone"
    return "price" if now.unit_price != line.unit_price else "fewer"


def seal(version: int, quoted: Quote, zones: Sequence[Zone]) -> str:
    """Name what a page showed, so that only exactly that can be confirmed.

    Not a secret: it is compared with the seal of how things stand when the form arrives.
    """
    shown = [str(version), quoted.currency]
    shown += [f"{line.sku}={line.quantity}x{line.unit_price.amount}" for line in quoted.lines]
    shown += [f"{zone.name}={zone.price.amount}" for zone in zones]
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()[:32]
