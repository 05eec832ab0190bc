"""One item of Graph's /{catalog}/products becomes a product (whatsapp.md D)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from bot.catalog.prices import PriceError, parse_price
from bot.catalog.values import Delivered

FIELDS: Final = tuple(
    "id retailer_id retailer_product_group_id name description price sale_price currency "
    "availability inventory image_url url brand category product_type color size material "
    "pattern additional_variant_attributes visibility review_status gtin".split()
)


def read_item(item: Mapping[str, Any]) -> Delivered:
    """Read a Graph item. It IS a variant; its retailer_id is the SKU that messages use.

    A price that cannot be read leaves the product without one, so it shows as not sendable.
    """
    currency = _text(item, "currency") or None
    return Delivered(
        sku=_text(item, "retailer_id"),
        meta_id=_text(item, "id") or None,
        name=_text(item, "name"),
        description=_text(item, "description"),
        price=_price(item, "price", currency),
        sale_price=_price(item, "sale_price", currency),
        currency=currency,
        availability=_text(item, "availability") or "in stock",
        stock=_stock(item.get("inventory")),
        visibility=_text(item, "visibility") or "published",
        review=_text(item, "review_status"),
        url=_text(item, "url"),
        image_url=_text(item, "image_url"),
        brand=_text(item, "brand"),
        category=_text(item, "product_type") or _text(item, "category"),
        group=_text(item, "retailer_product_group_id") or None,
        colour=_text(item, "color"),
        size=_text(item, "size"),
        material=_text(item, "material"),
        gtin=_text(item, "gtin"),
        attributes=_attributes(item),
    )


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return str(value).replace("\x00", "").strip() if value is not None else ""


def _price(item: Mapping[str, Any], name: str, currency: str | None) -> int | None:
    written = _text(item, name)
    if not written:
        return None
    try:
        return parse_price(written, currency).amount
    except PriceError:
        return None


def _stock(value: object) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None


def _attributes(item: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    facts = [pair for pair in _pairs(item.get("additional_variant_attributes")) if all(pair)]
    if _text(item, "pattern"):
        facts.append(("Estampado", _text(item, "pattern")))
    return tuple(facts)


def _pairs(raw: Any) -> list[tuple[str, str]]:
    if isinstance(raw, Mapping):
        named = cast("Mapping[str, Any]", raw)
        return [(str(name), _text(named, name)) for name in named]
    listed = cast("list[Mapping[str, Any]]", raw) if isinstance(raw, list) else []
    return [(_text(one, "key"), _text(one, "value")) for one in listed]
