"""Which demands give way, in which order, when nothing meets them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from index.filters.columns import families
from index.filters.wish import Wish
from index.types import Filters

SIZE: Final = "size"
COLOURS: Final = "colours"
OFFER: Final = "offer"
PRICE: Final = "price"
BRAND: Final = "brand"
# The demand that people give up most easily first.
_ORDER: Final = (SIZE, COLOURS, OFFER, PRICE, BRAND)


@dataclass(frozen=True, slots=True)
class Level:
    """Demands as they are applied, and the names of those given up."""

    filters: Filters
    offer: bool
    relaxed: tuple[str, ...] = ()


def levels(wish: Wish) -> Iterator[Level]:
    """Yield the wish in full, then in other shades of its colours, then with fewer demands.

    With one less, with two less ... to none.

    Demands that the caller set to something else than the text says are never given up.
    """
    yield Level(wish.filters, wish.offer)
    kin = families(wish.filters.colours)
    if _is_soft(COLOURS, wish) and kin != wish.filters.colours:
        yield Level(replace(wish.filters, colours=kin), wish.offer, (COLOURS,))
    soft = [name for name in _ORDER if _is_soft(name, wish)]
    for count in range(1, len(soft) + 1):
        for names in combinations(soft, count):
            yield _without(wish, names)


def _is_soft(name: str, wish: Wish) -> bool:
    read, asked = wish.read, wish.filters
    if name == OFFER:
        return wish.offer
    if name == PRICE:
        limits = (asked.least, asked.most)
        return limits != (None, None) and limits == (read.least, read.most)
    value = getattr(asked, name)
    return bool(value) and value == getattr(read, name)


def _without(wish: Wish, names: tuple[str, ...]) -> Level:
    filters = wish.filters
    if SIZE in names:
        filters = replace(filters, size=None)
    if COLOURS in names:
        filters = replace(filters, colours=())
    if BRAND in names:
        filters = replace(filters, brand=None)
    if PRICE in names:
        filters = replace(filters, least=None, most=None)
    return Level(filters, wish.offer and OFFER not in names, names)
