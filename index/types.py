"""The values and Protocols of the product index. Everybody may import this file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (n, 384) for the default model: L2-normalised rows."""


class Embedder(Protocol):
    """Turns texts into L2-normalised vectors. Synchronous: call it off the loop."""

    @property
    def model_id(self) -> str:
        """Name and revision; vectors of different ids must never be compared."""
        ...

    @property
    def size(self) -> int:
        """Numbers in one vector."""
        ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Encode what customers ask."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Encode what is searched: products, questions of the FAQ."""
        ...


@runtime_checkable
class KnowsWords(Protocol):
    """An embedder that can tell well-spelt words of its languages."""

    def words(self) -> frozenset[str]:
        """Return folded words that its vocabulary holds whole."""
        ...


@dataclass(frozen=True, slots=True)
class Item:
    """One sendable variant, or one product without variants, to be found.

    id: the database's product id. group: shared by variants of one product.
    price in minor units. attributes: facts by name ("impermeable": "sí").
    on_sale: whether price is below the usual one.
    """

    id: int
    sku: str
    name: str
    group: str | None = None
    description: str = ""
    brand: str = ""
    category: str = ""
    colour: str = ""
    size: str = ""
    material: str = ""
    gtin: str = ""
    url: str = ""
    price: int = 0
    in_stock: bool = True
    attributes: tuple[tuple[str, str], ...] = ()
    on_sale: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """What the customer's words demand. Prices in minor units, both ends inclusive."""

    colours: tuple[str, ...] = ()
    size: str | None = None
    brand: str | None = None
    least: int | None = None
    most: int | None = None
    in_stock: bool = False
    exclude: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Query:
    """One search. vector: the query's vector when it is known already.

    filters given here win over those read from the text (text is parsed when
    parse is true). country picks the synonyms ("mx"); language weighs the lexical half.
    """

    text: str
    filters: Filters = Filters()
    limit: int = 10
    country: str = "mx"
    language: str = "es"
    vector: Vectors | None = None
    parse: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """One found variant or product. score in 0..1 after fusion."""

    sku: str
    name: str
    score: float
    group: str | None = None
    lexical: float = 0.0
    dense: float = 0.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Answer to a query: hits best first (empty below the threshold).

    relaxed names the filters that had to be dropped to find anything ("size").
    corrected is the query as it was understood after spelling, when it differs.
    """

    query: str
    filters: Filters
    hits: tuple[Hit, ...]
    relaxed: tuple[str, ...] = ()
    corrected: str | None = None
    milliseconds: float = 0.0


class ProductIndex(Protocol):
    """Search over one catalog. Thread-safe; synchronous: call it off the loop."""

    def search(self, query: Query) -> Found:
        """Find variants; filters are applied inside, not afterwards."""
        ...

    def exact(self, text: str) -> Item | None:
        """Resolve a SKU, GTIN or product URL that stands in the text."""
        ...

    def upsert(self, items: Iterable[Item], vectors: Mapping[int, Vectors]) -> None:
        """Add or replace items. vectors: by item id, the stored passage vectors."""
        ...

    def remove(self, ids: Iterable[int]) -> None:
        """Take items out."""
        ...

    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Fact:
    """A product as the answerer reads it: name, attributes by name, description."""

    sku: str
    name: str
    attributes: tuple[tuple[str, str], ...]
    description: str


@dataclass(frozen=True, slots=True)
class Faq:
    """One question of the shop with other ways to ask it, and its answer."""

    id: str
    question: str
    answer: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A supported answer. source: "attribute:impermeable", "description" or "faq:envios"."""

    text: str
    source: str
    score: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and, where known, its query vector."""

    text: str
    vector: Vectors | None = None
    extra: Mapping[str, str] = field(default_factory=dict[str, str])
