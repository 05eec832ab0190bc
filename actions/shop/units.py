"""How many units of a product a text asks for: a pair of shoes is one, a pair of cups two."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from actions.shop.product import Product
from actions.shop.vocabulary import stem
from nlu.text import expand_abbreviations, fold, parse_quantity, words
from nlu.text.goods import PAIRED

_ONE_PAIR: Final = re.compile(r"\b(?:un|1|otro|el|este|ese) par\b")
# "Unos dos negros": about two is two.
_ABOUT: Final = re.compile(
    r"\bun[oa]s (?=(?:\d|dos|tres|cuatro|cinco|seis|ocho|diez)\b)", re.IGNORECASE
)
_PAIRS: Final = frozenset(stem(word) for word in PAIRED) | {"par"}


def count(text: str) -> int | None:
    """How many a text says, whatever is counted; None where it says nothing of it."""
    return parse_quantity(_ABOUT.sub("", expand_abbreviations(text)))


def _unnamed(text: str, product: Product) -> str:
    """Leave out the number that belongs to the product's name: "unos tenis rayo 2"."""
    name, folded = words(product.name), fold(text)
    for before, number in pairwise(name):
        if number.isdecimal():
            folded = re.sub(rf"\b{re.escape(before)} {number}\b", before, folded)
    return folded


def units(text: str, product: Product) -> int | None:
    """How many units of this product a text says; one pair of what is sold in pairs is one."""
    quantity = count(_unnamed(text, product))
    told = {stem(word) for word in words(f"{product.name} {product.category}")}
    paired = bool(_PAIRS & told) and bool(_ONE_PAIR.search(fold(text)))
    return 1 if paired and quantity == 2 else quantity
