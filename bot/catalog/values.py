"""A product as a source delivers it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Source = Literal["graph", "feed", "hand"]


@dataclass(frozen=True, slots=True)
class Delivered:
    """One product or variant as a feed row or Graph item describes it.

    price in minor units of currency, None when the source has none. stock: None means
    not counted. meta_id: Graph's own id of the item, empty in feeds.
    """

    sku: str
    name: str
    description: str = ""
    price: int | None = None
    sale_price: int | None = None
    currency: str | None = None
    availability: str = "in stock"
    stock: int | None = None
    visibility: str = "published"
    review: str = "approved"
    url: str = ""
    image_url: str = ""
    brand: str = ""
    category: str = ""
    group: str | None = None
    colour: str = ""
    size: str = ""
    material: str = ""
    gtin: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    meta_id: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """What writing a batch did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Stored) -> Stored:
        return Stored(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )
