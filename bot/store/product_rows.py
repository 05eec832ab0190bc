"""Product rows as the values that other rooms use, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping

from actions.shop.money import Money
from actions.shop.product import Product
from bot.catalog.sendable import why_not
from bot.catalog.values import Delivered
from bot.store.cut import fitting
from bot.store.tables import catalog
from index.types import Item

_OUT: frozenset[str] = frozenset({"out of stock"})


def to_product(row: Any) -> Product:
    """Read a row, with its catalog's currency, as the shop's rules see it."""
    currency = row.currency or row.catalog_currency
    sale = row.sale_price
    return Product(
        sku=row.sku,
        name=row.name,
        price=Money(row.price or 0, currency),
        sale_price=None if sale is None else Money(sale, currency),
        group=row.group_key,
        colour=row.colour,
        size=row.size,
        material=row.material,
        brand=row.brand,
        category=row.category,
        description=row.description,
        url=row.url,
        image_url=row.image_url,
        attributes=_pairs(row.attributes),
        available=row.availability not in _OUT,
        stock=row.stock,
        unsendable=row.unsendable if row.removed_at is None else "removed",
        searchable=row.searchable,
    )


def to_item(row: RowMapping) -> Item:
    """Read a row as the index sees it."""
    stock = row["stock"]
    return Item(
        id=row["id"],
        sku=row["sku"],
        name=row["name"],
        group=row["group_key"],
        description=row["description"],
        brand=row["brand"],
        category=row["category"],
        colour=row["colour"],
        size=row["size"],
        material=row["material"],
        gtin=row["gtin"],
        url=row["url"],
        price=row["price"] if row["sale_price"] is None else row["sale_price"],
        in_stock=row["availability"] not in _OUT and (stock is None or stock > 0),
        attributes=_pairs(row["attributes"]),
        on_sale=row["sale_price"] is not None,
    )


def from_delivered(product: Delivered, currency: str) -> dict[str, Any]:
    """Write a delivered product as column values, with why it cannot be sent."""
    values = {
        "sku": product.sku,
        "meta_id": product.meta_id,
        "group_key": product.group,
        "name": product.name,
        "description": product.description,
        "price": product.price,
        "sale_price": product.sale_price,
        "currency": product.currency,
        "availability": product.availability,
        "stock": product.stock,
        "visibility": product.visibility,
        "review": product.review,
        "url": product.url,
        "image_url": product.image_url,
        "brand": product.brand,
        "category": product.category,
        "colour": product.colour,
        "size": product.size,
        "material": product.material,
        "gtin": product.gtin,
        "attributes": [list(pair) for pair in product.attributes],
        "unsendable": why_not(product, currency),
        "text_hash": text_hash(product),
        "removed_at": None,
    }
    return fitting(catalog.product, values)


def text_hash(product: Delivered) -> str:
    """Name the text that a product's vector is made of; price and stock are no part of it."""
    told = [product.name, product.description, product.brand, product.category]
    told += [product.colour, product.material, *(f"{n}:{v}" for n, v in product.attributes)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def differs(row: RowMapping, values: Mapping[str, Any]) -> bool:
    """Whether writing these values would change the row."""
    return any(row[column] != value for column, value in values.items())


def _pairs(stored: Sequence[Sequence[str]] | None) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in stored or ())
