"""Products as weighted terms: a word of the name counts more than one of the description."""

from __future__ import annotations

from sys import intern
from typing import Final

from index.passage import category_words
from index.terms import cut, stems, terms
from index.types import Item

NAME: Final = 3.0
CATEGORY: Final = 1.5
FACT: Final = 1.0
DESCRIPTION: Final = 0.6
MOST_DESCRIPTION: Final = 4_000
_CONTAINERS: Final = frozenset(stems("juego par paquete set kit pack".split()))
# Values that say yes are no words of their own: "Impermeable: sí" is about impermeable.
_YES: Final = frozenset(["si", "yes"])
_NO: Final = frozenset(["no", "ninguno", "ninguna", "not"])


def strengths(item: Item) -> dict[str, float]:
    """Return a product's terms with their weighted counts."""
    found: dict[str, float] = {}
    for text, weight in _fields(item):
        for term in terms(text):
            found[intern(term)] = min(found.get(term, 0.0) + weight, 2 * NAME)
    return found


def head(item: Item) -> str | None:
    """Return the term that says what a product is: the first of its name that is no container."""
    return next((term for term in terms(item.name) if term not in _CONTAINERS), None)


def spoken(item: Item) -> tuple[str, ...]:
    """Return a product's words as they are spelt, folded, each once."""
    text = " ".join(text for text, _ in _fields(item))
    return tuple({intern(word): None for word in cut(text) if not word[0].isdigit()})


def _fields(item: Item) -> list[tuple[str, float]]:
    fields = [(item.name, NAME), (category_words(item), CATEGORY), (item.brand, CATEGORY)]
    fields += [(item.material, FACT), (item.description[:MOST_DESCRIPTION], DESCRIPTION)]
    return fields + [(_fact(name, value), FACT) for name, value in item.attributes]


def _fact(name: str, value: str) -> str:
    """Return a fact's words; a fact that is denied is not what the product is."""
    first = "".join(terms(value)[:1])
    if first in _NO:
        return ""
    return name if first in _YES else f"{name} {value}"
