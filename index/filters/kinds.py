"""Wishes for a part of the shop, not for a thing: "cosas de cocina", "aparatos para el cabello"."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from index.filters.heads import BEFORE
from index.terms import STOPWORDS, stems
from index.types import Item
from nlu.text import fold
from nlu.text.wordset import wordset

Key = tuple[str, ...]
# These say anything and name a category at once.
_NAMING: Final = wordset(
    "electronico electronicos electronica electrodomestico electrodomesticos eletronicos"
)
_POWERED: Final = _NAMING | wordset(
    "aparato aparatos aparatito aparatitos electrico electricos electrica electricas gadget "
    "gadgets appliances"
)
_ANYTHING: Final = _POWERED | wordset(
    "algo cosa cosas cosita cositas articulo articulos producto productos accesorio accesorios "
    "utensilio utensilios todo lo regalo regalos things stuff something coisas algum"
)
_OF: Final = wordset("de del para pra for en")
_ARTICLES: Final = wordset("el la los las mi mis un una su sus tu the")
_POWER_FACTS: Final = wordset("potencia voltaje bateria autonomia consumo")
# A category's name is at most so long in a wish: "cuidado de la piel".
_LONGEST: Final = 5


def kinds_of(item: Item) -> tuple[Key, ...]:
    """Return a product's categories, from the top down, each as its terms."""
    parts = (stems(fold(part).split()) for part in item.category.split(">"))
    return tuple(part for part in parts if part)


def asked_kind(sequence: Sequence[str], kinds: Container[Key]) -> tuple[Key | None, frozenset[str]]:
    """Return the category that a folded text wants anything of, and the words that say so."""
    start = 0
    while start < len(sequence) and (sequence[start] in BEFORE or sequence[start] in _ARTICLES):
        start += 1
    place = start
    while place < len(sequence) and sequence[place] in _ANYTHING:
        place += 1
    spent = frozenset(sequence[start:place])
    named = _named(sequence, place, kinds) if spent else None
    own = (stems([word]) for word in sequence[start:place] if word in _NAMING)
    kind = named or next((one for one in own if one in kinds), None)
    return kind, spent if kind else frozenset()


def wants_power(sequence: Sequence[str]) -> bool:
    """Whether a folded text is about things that run on electricity."""
    return bool(_POWERED & set(sequence))


def has_power(item: Item) -> bool:
    """Whether a product's facts tell of electricity."""
    return any(_POWER_FACTS & set(fold(name).split()) for name, _ in item.attributes)


def _named(sequence: Sequence[str], place: int, kinds: Container[Key]) -> Key | None:
    """Find the category that follows "de" or "para" at a place."""
    if place >= len(sequence) or sequence[place] not in _OF:
        return None
    while place < len(sequence) and (sequence[place] in _OF or sequence[place] in _ARTICLES):
        place += 1
    for length in range(_LONGEST, 0, -1):
        said = sequence[place : place + length]
        if said and said[-1] not in STOPWORDS and stems(said) in kinds:
            return stems(said)
    return None
