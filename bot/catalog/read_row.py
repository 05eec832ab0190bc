"""One row of Meta's product feed becomes a product, or one line saying why it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.catalog.prices import PriceError, parse_price
from bot.catalog.values import Delivered

LONGEST_SKU: Final = 100
LONGEST_TITLE: Final = 200
LONGEST_TEXT: Final = 9_999
_AVAILABLE: Final = frozenset(
    ["in stock", "out of stock", "available for order", "preorder", "discontinued"]
)
_VISIBILITY: Final = {"active": "published", "": "published", "archived": "staging"}


class BadRowError(ValueError):
    """A row that cannot be imported; says which column and how to mend it."""


def read_row(values: Mapping[str, str], currency: str | None) -> Delivered:
    """Read one feed row. currency: what prices without a code are in."""
    sku = _required(values, "id", LONGEST_SKU)
    price, unit = _price(values, "price", currency)
    sale, _ = _price(values, "sale_price", unit)
    return Delivered(
        sku=sku,
        name=_required(values, "title", LONGEST_TITLE),
        description=_text(values, "description", LONGEST_TEXT),
        price=price,
        sale_price=sale if sale is not None and price is not None and sale < price else None,
        currency=unit,
        availability=_availability(values),
        stock=_stock(values),
        visibility=_VISIBILITY.get(_text(values, "status") or "", "published"),
        url=_web(values, "link"),
        image_url=_web(values, "image_link"),
        brand=_text(values, "brand"),
        category=_text(values, "product_type") or _text(values, "google_product_category"),
        group=_text(values, "item_group_id") or None,
        colour=_text(values, "color"),
        size=_text(values, "size"),
        material=_text(values, "material"),
        gtin=_text(values, "gtin", 20),
        attributes=attributes(values),
    )


def attributes(values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Read facts: product_detail "Section:Name:Value,..." and variant attributes "Name:Value".

    A comma followed by something that is no new fact belongs to the value before it.
    """
    facts: list[tuple[str, str]] = []
    for part in _text(values, "product_detail", LONGEST_TEXT).split(","):
        pieces = [piece.strip() for piece in part.split(":", 2)]
        if len(pieces) == 3 and all(pieces[1:]):
            facts.append((pieces[1], pieces[2]))
        elif facts and part.strip():
            facts[-1] = (facts[-1][0], f"{facts[-1][1]},{part.rstrip()}")
    for part in _text(values, "additional_variant_attribute").split(","):
        name, _, value = (piece.strip() for piece in part.partition(":"))
        if name and value:
            facts.append((name, value))
    if _text(values, "pattern"):
        facts.append(("Estampado", _text(values, "pattern")))
    return tuple(facts)


def _text(values: Mapping[str, str], column: str, longest: int = 500) -> str:
    return values.get(column, "").replace("\x00", "")[:longest]


def _required(values: Mapping[str, str], column: str, longest: int) -> str:
    found = values.get(column, "").strip()
    if not found:
        raise BadRowError(f"column {column} is empty")
    if len(found) > longest or "\x00" in found:
        raise BadRowError(f"column {column} is longer than {longest} characters or has a NUL")
    return found


def _price(
    values: Mapping[str, str], column: str, currency: str | None
) -> tuple[int | None, str | None]:
    written = values.get(column, "")
    if not written:
        if column == "price":
            raise BadRowError("column price is empty; write it as in '1299.00 MXN'")
        return None, currency
    try:
        money = parse_price(written, currency)
    except PriceError as error:
        raise BadRowError(f"column {column}: {error}") from error
    return money.amount, money.currency


def _availability(values: Mapping[str, str]) -> str:
    found = values.get("availability", "").lower().replace("_", " ") or "in stock"
    if found not in _AVAILABLE:
        raise BadRowError(f"column availability: {found!r} is none of {sorted(_AVAILABLE)}")
    return found


def _stock(values: Mapping[str, str]) -> int | None:
    written = values.get("quantity_to_sell_on_facebook") or values.get("inventory") or ""
    if not written:
        return None
    if not (written.isascii() and written.isdecimal()) or len(written) > 9:
        raise BadRowError(f"column quantity_to_sell_on_facebook: {written!r} is no whole number")
    return int(written)


def _web(values: Mapping[str, str], column: str) -> str:
    found = _text(values, column, 2_000)
    if found and not found.startswith(("https://", "http://")):
        raise BadRowError(f"column {column}: {found[:60]!r} is no http address")
    return found
