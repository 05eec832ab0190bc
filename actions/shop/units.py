"""How many units of a product a text asks for: a pair of shoes is one, a pair of cups two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from actions.shop.product import Product
from actions.shop.vocabulary import content, stem
from nlu.text import (
    expand_abbreviations,
    fold,
    parse_colours,
    parse_number,
    parse_quantity,
    parse_size,
    words,
)
from nlu.text.goods import PAIRED, WORN

_ONE_PAIR: Final = re.compile(r"\b(?:un|1|otro|el|este|ese) par\b")
# "Unos dos negros": about two is two.
_ABOUT: Final = re.compile(
    r"\bun[oa]s (?=(?:\d|dos|tres|cuatro|cinco|seis|ocho|diez)\b)", re.IGNORECASE
)
# "27 pares", "2 de esos": counted, whatever sizes there are.
_COUNTED: Final = (
    r"(?:x|par|pares|piezas?|pza?s?|unidad(?:es)?|uds?|de (?:es[oa]s|cada|l[oa]s)|"
    rf"(?:{'|'.join(sorted(WORN))}))\b"
)
# What a number before them measures.
_MEASURES: Final = frozenset(
    "m metro metros cm centimetros mm l lt lts litro litros ml kg kilo kilos g gr gramos gb "
    "gigas tb mah w watts pulgadas hojas puestos plazas".split()
)
# Fewer than any size of clothes or shoes for grown people.
_FEW: Final = 14
_PAIRS: Final = frozenset(stem(word) for word in PAIRED) | {"par"}


def count(text: str) -> int | None:
    """How many a text says, whatever is counted; None where it says nothing of it."""
    return parse_quantity(_ABOUT.sub("", expand_abbreviations(text)))


def is_value(text: str, quantity: int, family: Sequence[Product]) -> bool:
    """Whether a number says which variant and not how many: "27 está bien", but not "27 pares"."""
    titles = [value for one in family for value in (one.size, *(v for _, v in one.variant))]
    return tells_value(text, quantity, titles)


def tells_value(text: str, quantity: int, titles: Iterable[str]) -> bool:
    """Whether a number stands in one of the titles, and the text does not count by it."""
    told = {word for title in titles for word in words(title)}
    if quantity == 1 and "1" not in words(text):
        # "Otro", "una": no "1 m".
        return False
    counted = re.search(rf"\bx ?{quantity}\b|\b{quantity} ?{_COUNTED}", fold(text))
    return str(quantity) in told and not (counted or _stands_before_a_noun(text, quantity))


def _stands_before_a_noun(text: str, quantity: int) -> bool:
    """Whether a thing is named right behind the number: "dos cables", not "dos metros".

    So is "dos negros" of few; "27 negros" are of that size.
    """
    return any(
        parse_number(number) == quantity
        and behind not in _MEASURES
        and (content(behind) or (quantity < _FEW and parse_colours(behind)))
        for number, behind in pairwise(words(text))
    )


def sized(text: str, family: Sequence[Product]) -> str:
    """Return a text whose number is a size of the family with that said: "dame 27 talla 27"."""
    quantity = count(text)
    sizes = {one.size for one in family if one.size}
    if quantity is None or parse_size(text) or not is_value(text, quantity, family):
        return text
    return f"{text} talla {quantity}" if str(quantity) in sizes else text


def _unnamed(text: str, product: Product) -> str:
    """Leave out the number that belongs to the product's name: "unos tenis rayo 2"."""
    name, folded = words(product.name), fold(text)
    for before, number in pairwise(name):
        if number.isdecimal():
            folded = re.sub(rf"\b{re.escape(before)} {number}\b", before, folded)
    return folded


def units(text: str, product: Product, family: Sequence[Product] = ()) -> int | None:
    """How many units of this product a text says; one pair of what is sold in pairs is one.

    family: its variants, whose sizes are no numbers of pieces ("dame 27").
    """
    quantity = count(_unnamed(text, product))
    if quantity is not None and is_value(text, quantity, family):
        return None
    told = {stem(word) for word in words(f"{product.name} {product.category}")}
    paired = bool(_PAIRS & told) and bool(_ONE_PAIR.search(fold(text)))
    return 1 if paired and quantity == 2 else quantity
