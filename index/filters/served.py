"""What a variant is meant for by its size: "la chica es para perros de hasta 8 kg"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Final

from index.filters.limits import Bound, asked_measures, broken
from index.filters.measures import Measure
from index.types import Item
from nlu.text import fold, parse_number, parse_size, same_size
from nlu.text.tokens import words

Served = frozenset[Bound]

# Clauses, each of which tells of one size: "la chica hasta 8 kg, la mediana hasta 18 kg y ...".
_CLAUSES: Final = re.compile(r"[.;:]\s|,\s|\by (?=(?:la|el|los|las|talla)\b)", re.IGNORECASE)
_AGED: Final = re.compile(
    r"\b(?:tallas? (?:corresponden? a|es|son|equivalen? a|indican?)|numero es) (?:la )?edad"
)
_YEAR: Final = 12
_MONTHS: Final = "months"


def served(item: Item) -> Served:
    """Return the limits that a product's description sets to its size, or to its age."""
    if not item.size.strip():
        return frozenset()
    return frozenset([*_told(item), *_aged(item)])


def unserved(asked: Collection[Measure], limits: Served) -> int:
    """Return 0 for a variant meant for what is told of the user, 1 if it does not say, 2 if not."""
    units = {unit for _, unit in asked}
    if not any(one.unit in units for one in limits):
        return 1
    return 2 if broken(limits, asked) else 0


def spare(asked: Collection[Measure], limits: Served) -> Decimal:
    """Return how much room a variant leaves over: the tightest that fits is meant."""
    told = {unit: value for value, unit in asked}
    room = (one.value - told[one.unit] for one in limits if one.most and one.unit in told)
    return sum((max(one, Decimal(0)) for one in room), Decimal(0))


def _told(item: Item) -> Iterator[Bound]:
    for clause in _CLAUSES.split(item.description):
        if _names(clause, item.size):
            yield from asked_measures(clause)[1]


def _names(clause: str, size: str) -> bool:
    """Whether one of a clause's first words is a size: "la mediana hasta ...", "el 4 para ..."."""
    return any(same_size(parse_size(f"talla {word}") or word, size) for word in words(clause)[:3])


def _aged(item: Item) -> Iterator[Bound]:
    years = parse_number(item.size)
    if years is not None and _AGED.search(fold(item.description)):
        yield Bound(years * _YEAR, _MONTHS, most=False)
        yield Bound(years * _YEAR, _MONTHS, most=True)
