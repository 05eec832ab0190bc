"""A Meta product feed (CSV) as the catalog's items, in the words of the Graph API."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

Json = dict[str, Any]
_DIGITS: Final = re.compile(r"\s*-?\d{1,15}\s*")
# Feed column: field of a Graph product item.
_SAME: Final[Mapping[str, str]] = {
    "title": "name",
    "description": "description",
    "availability": "availability",
    "condition": "condition",
    "link": "url",
    "image_link": "image_url",
    "brand": "brand",
    "item_group_id": "retailer_product_group_id",
    "color": "color",
    "size": "size",
    "material": "material",
    "pattern": "pattern",
    "product_type": "product_type",
    "google_product_category": "category",
    "gtin": "gtin",
}


class FeedError(ValueError):
    """The feed cannot be read; says where and how to mend it."""


def load(path: Path) -> dict[str, Json]:
    """Read a feed file into items by content id. FeedError when it has no id column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if "id" not in (reader.fieldnames or []):
            raise FeedError(f"{path}: the first line needs a column named id")
        rows = list(reader)
    return {row["id"]: _item(path, row, number) for number, row in enumerate(rows, start=1)}


def _item(path: Path, row: Mapping[str, str], number: int) -> Json:
    try:
        return item(row, number)
    except FeedError as error:
        raise FeedError(f"{path}, product {number} ({row['id']}): {error}") from error


def item(row: Mapping[str, str], number: int) -> Json:
    """Make one product item. Prices stay as Graph shows them: text with the currency.

    FeedError when a price or the stock is no number.
    """
    amount, _, currency = row.get("price", "").partition(" ")
    made: Json = {field: row.get(column) or "" for column, field in _SAME.items()}
    made |= {
        "id": f"{400000000000000 + number}",
        "retailer_id": row["id"],
        "amount": amount,
        "currency": currency.strip(),
        "price": _shown(amount, currency.strip()),
        "visibility": "published",
        "status": "active",
        "review_status": "approved",
        "additional_image_urls": [],
        "additional_variant_attributes": _pairs(row.get("additional_variant_attribute", "")),
        "errors": [],
    }
    sale, _, sale_currency = row.get("sale_price", "").partition(" ")
    if sale:
        made |= {"sale_amount": sale, "sale_price": _shown(sale, sale_currency.strip())}
    stock = row.get("quantity_to_sell_on_facebook", "")
    if stock:
        made["inventory"] = _number(stock, "quantity_to_sell_on_facebook")
    return made


def _shown(amount: str, currency: str) -> str:
    """Write a price as Graph does when read: formatted for people, with its currency."""
    whole, _, cents = amount.partition(".")
    grouped = f"{_number(whole or '0', 'price'):,}"
    return f"${grouped}.{(cents + '00')[:2]} {currency}"


def _number(text: str, column: str) -> int:
    if not _DIGITS.fullmatch(text):
        raise FeedError(f"the {column} {text[:40]!r} is no number")
    return int(text)


def _pairs(text: str) -> list[Json]:
    parts = [part.partition(":") for part in text.split(",") if ":" in part]
    return [{"key": key.strip(), "value": value.strip()} for key, _, value in parts]
