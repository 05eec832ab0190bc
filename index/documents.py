"""Products as weighted terms: a word of the name counts more than one of the description."""

from __future__ import annotations

import re
from sys import intern
from typing import Final

from index.passage import affirmed, category_words
from index.terms import cut, stems, terms
from index.types import Item

NAME: Final = 3.0
CATEGORY: Final = 1.5
FACT: Final = 1.0
DESCRIPTION: Final = 0.6
# How surely a product is what its category says, and the categories above.
CATEGORY_HEAD: Final = 0.9
UPPER_HEAD: Final = 0.75
MOST_DESCRIPTION: Final = 4_000
_CONTAINERS: Final = frozenset(stems("juego par paquete set kit pack".split()))
# Values that say yes are no words of their own: "Impermeable: sí" is about impermeable.
_AND: Final = re.compile(r",|/|&|\by\b")
_YES: Final = frozenset(["si", "yes"])
_NO: Final = frozenset(["no", "ninguno", "ninguna", "not"])


def strengths(item: Item) -> dict[str, float]:
    """Return a product's terms with their weighted counts."""
    found: dict[str, float] = {}
    for text, weight in _fields(item):
        for term in terms(text):
            found[intern(term)] = min(found.get(term, 0.0) + weight, 2 * NAME)
    return found


def heads(item: Item) -> dict[str, float]:
    """Return the terms that say what a product is, with how surely each does, 0..1.

    The first of its name that is no container, and what opens each part of its category.
    """
    found: dict[str, float] = {}
    for above, part in enumerate(reversed(item.category.split(">"))):
        for kind in _AND.split(part):
            term = next(iter(terms(kind)), None)
            if term:
                found.setdefault(intern(term), CATEGORY_HEAD if not above else UPPER_HEAD)
    name = next((term for term in terms(item.name) if term not in _CONTAINERS), None)
    return found | {intern(name): 1.0} if name else found


def spoken(item: Item) -> tuple[str, ...]:
    """Return a product's words as they are spelt, folded, each once."""
    text = " ".join(text for text, _ in _fields(item))
    return tuple({intern(word): None for word in cut(text) if not word[0].isdigit()})


def _fields(item: Item) -> list[tuple[str, float]]:
    fields = [(item.name, NAME), (category_words(item), CATEGORY), (item.brand, CATEGORY)]
    fields += [(item.material, FACT), (affirmed(item.description[:MOST_DESCRIPTION]), DESCRIPTION)]
    return fields + [(_fact(name, value), FACT) for name, value in item.attributes]


def _fact(name: str, value: str) -> str:
    """Return a fact's words; a fact that is denied is not what the product is."""
    first = "".join(terms(value)[:1])
    if first in _NO:
        return ""
    return name if first in _YES else f"{name} {value}"
