"""Check lines from outside (a cart sent from WhatsApp, an older cart) against the catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from actions.shop.cart import MOST_UNITS, CartLine, fits
from actions.shop.money import Money
from actions.shop.product import Product

# WhatsApp sets no limit on the lines of a cart; nobody reads more than these.
MOST_LINES: Final = 200

Kind = Literal["unknown", "unsendable", "gone", "fewer", "price", "currency"]


@dataclass(frozen=True, slots=True)
class Wish:
    """One line as it was sent. price: what the customer saw for one, None when unknown."""

    sku: str
    quantity: int
    price: Money | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the catalog says otherwise. now: units that can be had, price: what one costs."""

    kind: Kind
    name: str
    wanted: int
    now: int = 0
    price: Money | None = None
    was: Money | None = None
    sku: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The lines that can be sold as they stand today, and every difference."""

    lines: tuple[CartLine, ...]
    differences: tuple[Difference, ...]


def read_wishes(items: object) -> tuple[Wish, ...]:
    """Read the items of a sent cart; what is no item is left out, equal SKUs are joined.

    Quantities are brought into 1 to 99, as WhatsApp's own cart keeps them.
    """
    found: dict[str, Wish] = {}
    rows = cast("Sequence[Any]", items) if isinstance(items, (list, tuple)) else ()
    for row in rows[:MOST_LINES]:
        wish = _wish(row)
        if wish is not None:
            before = found.get(wish.sku)
            quantity = wish.quantity + (before.quantity if before else 0)
            found[wish.sku] = Wish(wish.sku, min(quantity, MOST_UNITS), wish.price)
    return tuple(found.values())


def _wish(row: object) -> Wish | None:
    if not isinstance(row, Mapping):
        return None
    item = cast("Mapping[str, object]", row)
    sku, quantity = item.get("sku"), item.get("quantity")
    if not isinstance(sku, str) or not sku or not isinstance(quantity, int) or quantity < 1:
        return None
    return Wish(sku, min(quantity, MOST_UNITS), _price(item))


def _price(item: Mapping[str, object]) -> Money | None:
    amount, currency = item.get("price_minor"), item.get("currency")
    if not isinstance(amount, int) or isinstance(amount, bool) or not isinstance(currency, str):
        return None
    try:
        return Money(amount, currency)
    except ValueError:
        return None


def wishes_of(lines: Sequence[CartLine]) -> tuple[Wish, ...]:
    """Turn the lines of a cart into wishes, to check them again."""
    return tuple(Wish(line.sku, line.quantity, line.unit_price, line.name) for line in lines)


def check(wishes: Sequence[Wish], catalog: Sequence[Product], currency: str) -> Checked:
    """Check wishes against the catalog's products. currency: the account's own.

    Our price always counts; stock cuts the quantity; what cannot be sold is left out.
    """
    known = {product.sku: product for product in catalog}
    lines: list[CartLine] = []
    differences: list[Difference] = []
    for wish in wishes:
        line, told = _checked(wish, known.get(wish.sku), currency)
        lines += [line] if line else []
        differences += told
    return Checked(tuple(lines), tuple(differences))


def _checked(
    wish: Wish, product: Product | None, currency: str
) -> tuple[CartLine | None, list[Difference]]:
    if product is None:
        return None, [Difference("unknown", wish.name or wish.sku, wish.quantity, sku=wish.sku)]
    can = fits(product, wish.quantity)
    refused = _refused(product, can, currency)
    if refused:
        return None, [Difference(refused, product.label, wish.quantity, sku=wish.sku)]
    line = CartLine(product.sku, product.label, can, product.pays)
    return line, _told(wish, product, can)


def _refused(product: Product, can: int, currency: str) -> Kind | None:
    if product.pays.currency != currency:
        return "currency"
    if product.unsendable is not None:
        return "unsendable"
    return None if can else "gone"


def _told(wish: Wish, product: Product, can: int) -> list[Difference]:
    told: list[Difference] = []
    if can < wish.quantity:
        told.append(Difference("fewer", product.label, wish.quantity, can, sku=wish.sku))
    if wish.price is not None and wish.price != product.pays:
        price = Difference(
            "price", product.label, wish.quantity, can, product.pays, wish.price, wish.sku
        )
        told.append(price)
    return told
