"""The sample shop as the index sees it, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.catalog.feed import read_feed
from bot.catalog.read_row import read_row
from bot.catalog.values import Delivered
from index.catalog_index import CatalogIndex
from index.passage import encode
from index.synonyms import load_synonyms
from index.types import Embedder, Item

ROOT: Final = Path(__file__).resolve().parents[3]


def sample_items() -> list[Item]:
    """Read data/sample/catalog.csv."""
    rows = read_feed(ROOT / "data/sample/catalog.csv")
    return [_item(place, read_row(row.values, "MXN")) for place, row in enumerate(rows, start=1)]


def sample_index(embedder: Embedder) -> CatalogIndex:
    """Return an index over the sample shop, with vectors and synonyms."""
    index = CatalogIndex(embedder, load_synonyms(ROOT / "data/synonyms"), "MXN")
    items = sample_items()
    vectors = encode(items, embedder)
    index.upsert(items, {item.id: row for item, row in zip(items, vectors, strict=True)})
    return index


def _item(number: int, one: Delivered) -> Item:
    price = one.price if one.sale_price is None else one.sale_price
    return Item(
        id=number,
        sku=one.sku,
        name=one.name,
        group=one.group,
        description=one.description,
        brand=one.brand,
        category=one.category,
        colour=one.colour,
        size=one.size,
        material=one.material,
        gtin=one.gtin,
        url=one.url,
        price=price or 0,
        in_stock=one.availability != "out of stock" and one.stock != 0,
        attributes=one.attributes,
        on_sale=one.sale_price is not None,
    )
