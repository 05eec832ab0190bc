"""Products as columns, so that a demand is one comparison over all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.filters.kinds import Key, kinds_of
from index.filters.measures import Measure, measures_of
from index.filters.served import Served, served
from index.terms import cut
from index.types import Filters, Item
from nlu.text import base_colour, fold, parse_colours
from nlu.text.fitting import colour_fits, size_fits

Mask = NDArray[np.bool_]
_START: Final = 256
_COLUMNS: Final = (
    "price", "document", "in_stock", "on_sale", "colour", "size", "brand", "category"
)  # fmt: skip
NOWHERE: Final = -1


class Column:
    """Distinct texts of one property, kept as numbers; number 0 is the empty text."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}
        self._names: dict[tuple[str, ...], str] = {}

    def number(self, text: str) -> int:
        """Return the number of a text, new texts get the next one."""
        if text not in self._numbers:
            self._numbers[text] = len(self._numbers)
            self._names[tuple(cut(text))] = text
        return self._numbers[text]

    def names(self) -> Mapping[tuple[str, ...], str]:
        """Return every text seen, by its folded words."""
        return self._names

    def matching(self, fits: Callable[[str], bool]) -> Mask:
        """Ask once for each distinct text; index the result with a column of numbers."""
        return np.fromiter((bool(text) and fits(text) for text in self._numbers), np.bool_)


class Columns:
    """One row a product. Not thread-safe: the owner holds a lock."""

    def __init__(self) -> None:
        self.colours, self.sizes, self.brands = Column(), Column(), Column()
        self.categories = Column()
        self.kinds: dict[Key, set[int]] = {}
        self.price = np.zeros(_START, np.int64)
        self.document = np.full(_START, NOWHERE, np.int32)
        self.in_stock = np.zeros(_START, np.bool_)
        self.on_sale = np.zeros(_START, np.bool_)
        self.colour = np.zeros(_START, np.int32)
        self.size = np.zeros(_START, np.int32)
        self.brand = np.zeros(_START, np.int32)
        self.category = np.zeros(_START, np.int32)
        self.items: list[Item | None] = []
        self.measures: list[frozenset[Measure]] = []
        self.served: list[Served] = []
        self._free: list[int] = []

    def put(self, item: Item, document: int, row: int | None = None) -> int:
        """Write a product into its row, or into a new one; return the row."""
        if row is None:
            row = self._free.pop() if self._free else self._new_row()
        self.items[row], self.measures[row] = item, measures_of(item)
        self.served[row] = served(item)
        self.price[row], self.in_stock[row] = item.price, item.in_stock
        self.document[row], self.on_sale[row] = document, item.on_sale
        self.colour[row] = self.colours.number(colour_of(item))
        self.size[row] = self.sizes.number(item.size.strip())
        self.brand[row] = self.brands.number(item.brand.strip())
        self.category[row] = self._categorised(item)
        return row

    def drop(self, row: int) -> None:
        """Empty a row; another product may take it."""
        self.items[row] = None
        self.document[row] = NOWHERE
        self._free.append(row)

    def mask(self, filters: Filters) -> Mask:
        """Say for each row whether its product meets the demands; `exclude` is not looked at."""
        used = len(self.items)
        kept = self.document[:used] != NOWHERE
        if filters.in_stock:
            kept &= self.in_stock[:used]
        if filters.least is not None:
            kept &= self.price[:used] >= filters.least
        if filters.most is not None:
            kept &= self.price[:used] <= filters.most
        return kept & self._named(filters, used)

    def of_kind(self, kind: Key) -> Mask:
        """Say for each row whether its product is in a category, or in one below it."""
        numbers = list(self.kinds.get(kind, ()))
        return np.isin(self.category[: len(self.items)], numbers)

    def meeting_colours(self, wanted: Collection[str]) -> Mask:
        """Say for each row whether its product has one of these colours; all when none is named."""
        used = len(self.items)
        if not wanted:
            return np.ones(used, np.bool_)
        return self.colours.matching(lambda own: colour_fits(own, wanted))[self.colour[:used]]

    def _named(self, filters: Filters, used: int) -> Mask:
        kept = self.meeting_colours(filters.colours)
        if filters.size:
            size = filters.size
            kept &= self.sizes.matching(lambda own: size_fits(own, size))[self.size[:used]]
        if filters.brand:
            brand = fold(filters.brand)
            kept &= self.brands.matching(lambda own: fold(own) == brand)[self.brand[:used]]
        return kept

    def _categorised(self, item: Item) -> int:
        number = self.categories.number(item.category)
        if number:
            for kind in kinds_of(item):
                self.kinds.setdefault(kind, set()).add(number)
        return number

    def _new_row(self) -> int:
        row = len(self.items)
        self.items.append(None)
        self.measures.append(frozenset())
        self.served.append(frozenset())
        if row == len(self.price):
            for name in _COLUMNS:
                old: NDArray[Any] = getattr(self, name)
                setattr(self, name, np.concatenate([old, np.zeros_like(old)]))
        return row


def colour_of(item: Item) -> str:
    """Return a product's colour as written, or else the colours that its name says."""
    return item.colour.strip() or ", ".join(parse_colours(item.name))


def families(wanted: Collection[str]) -> tuple[str, ...]:
    """Return the families of canonical colours, each once: azul marino -> azul."""
    return tuple(dict.fromkeys(map(base_colour, wanted)))
