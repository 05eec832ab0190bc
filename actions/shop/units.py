"""How many units of a product a text asks for: a pair of shoes is one, a pair of cups two."""

from __future__ import annotations

import re
from typing import Final

from actions.shop.product import Product
from actions.shop.vocabulary import stem
from nlu.text import expand_abbreviations, fold, parse_quantity, words
from nlu.text.goods import PAIRED

_ONE_PAIR: Final = re.compile(r"\b(?:un|1|otro|el|este|ese) par\b")
_PAIRS: Final = frozenset(stem(word) for word in PAIRED) | {"par"}


def count(text: str) -> int | None:
    """How many a text says, whatever is counted; None where it says nothing of it."""
    return parse_quantity(expand_abbreviations(text))


def units(text: str, product: Product) -> int | None:
    """How many units of this product a text says; one pair of what is sold in pairs is one."""
    quantity = count(text)
    told = {stem(word) for word in words(f"{product.name} {product.category}")}
    paired = bool(_PAIRS & told) and bool(_ONE_PAIR.search(fold(text)))
    return 1 if paired and quantity == 2 else quantity
