"""Sizes of shoes and clothes in one canonical form."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from nlu.text.folding import fold
from nlu.text.goods import CLOTHES, FOOTWEAR, TROUSERS, WORN
from nlu.text.numbers import Number, find_numbers
from nlu.text.tokens import tokens
from nlu.text.wordset import wordset

ONE_SIZE: Final = "unitalla"
# The canonical letters, smallest first.
LETTERED: Final = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL", "XXXXL")

_LETTERS: Final = {"s": "S", "m": "M", "l": "L", "g": "L"}
_CODES: Final = {
    code: size
    for size, codes in (
        ("XXS", "xxs xxch 2xs"),
        ("XS", "xs xch ech exch"),
        ("S", "ch sm"),
        ("M", "med"),
        ("L", "gde"),
        ("XL", "xl xg eg exg"),
        ("XXL", "xxl 2xl xxg 2xg gg eeg"),
        ("XXXL", "xxxl 3xl xxxg 3xg"),
        ("XXXXL", "xxxxl 4xl"),
    )
    for code in codes.split()
}
_WORDS: Final = {
    word: size
    for size, options in (
        ("S", "small chico chica chicos chicas pequeno pequena pequenos pequenas"),
        ("M", "medium mediano mediana medianos medianas"),
        ("L", "large grande grandes"),
    )
    for word in options.split()
}
_ONE: Final = wordset("unitalla unica unico unisize universal")
_BIGGER: Final = {"S": ("XS", "XXS"), "L": ("XL", "XXL")}
_MARKERS: Final = wordset("talla talle tallas talles size tamano tamanho t")
_SHOE_MARKERS: Final = wordset("del calzo calza calce soy uso numero num nro no # en")
_ARTICLES: Final = wordset("el la en un una de del los las es y o unos unas")
_LEADS: Final = wordset("entonces mejor bueno pues ok ahora y si no")
# "Del 27 de enero", "27 pesos", "del 10 %": not sizes.
_NOT_SIZED: Final = wordset(
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre "
    "diciembre pesos peso dolares soles usd mxn lucas % piezas pzas pares personas dias meses anos "
    "horas unidades kg kilos g gramos ml l litros gb pulgadas am pm x"
)
_GIRL_OR_TALL: Final = wordset("mi mis tu su tus sus tan muy mas que")
_SMALLEST, _LARGEST = Decimal(1), Decimal(66)
_FIRST_BARE, _LAST_BARE = Decimal(14), Decimal("60.5")


# "I'm looking for" names no size.
_I_AM: Final = re.compile(r"\bi['’´`]m\b", re.IGNORECASE)


def parse_size(text: str) -> str | None:
    """The size that the text names, canonical: "27", "27.5", "S" to "XXXXL", "unitalla".

    Mexican CH, M, G, XG and words ("chica", "talle grande") become S, M, L, XL.
    """
    sequence = tokens(_I_AM.sub(" ", text))
    return _one_size(sequence) or _numbered(sequence) or _lettered(sequence, text)


def same_size(a: str, b: str) -> bool:
    """Whether two spellings name one size ("CH" and "S", "27.0" and "27 MX", "Talla M" and "m")."""
    return fold(a) == fold(b) or (_canonical(a) is not None and _canonical(a) == _canonical(b))


# A search compares each of the catalog's sizes with the wanted one.
@lru_cache(maxsize=2048)
def _canonical(value: str) -> str | None:
    sequence = tokens(value)
    if len(find_numbers(sequence)) == 1 and not ({"-", "/"} & set(sequence)):
        return _plain(find_numbers(sequence)[0].value)
    return parse_size(value)


def _one_size(sequence: Sequence[str]) -> str | None:
    marked = set(sequence) & (_MARKERS | {"unitalla", "unisize"})
    if _ONE & set(sequence) and (marked or len(sequence) <= 2):
        return ONE_SIZE
    pairs = set(pairwise(sequence))
    return ONE_SIZE if pairs & {("one", "size"), ("uni", "talla")} else None


def _numbered(sequence: Sequence[str]) -> str | None:
    for number in find_numbers(sequence):
        if not number.article and _is_size(sequence, number):
            return _plain(number.value)
    return None


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _is_size(sequence: Sequence[str], number: Number) -> bool:
    after = sequence[number.end : number.end + 2]
    if set(after[-1:] if after[:1] == ("de",) else after[:1]) & _NOT_SIZED or _ranged(
        sequence, number
    ):
        return False
    if number.value % 1 not in (0, Decimal("0.5")) or not _SMALLEST <= number.value <= _LARGEST:
        return False
    return _marked(sequence, number) or _bare(sequence, number)


def _ranged(sequence: Sequence[str], number: Number) -> bool:
    """A price, a code, a range: "$27", "A-27", "del 20 al 27"."""
    before = sequence[number.start - 1 : number.start] if number.start else ()
    after = sequence[number.end : number.end + 1]
    return bool({"$", "-", "/", "al", "entre"} & {*before, *after})


def _marked(sequence: Sequence[str], number: Number) -> bool:
    before = sequence[max(0, number.start - 3) : number.start]
    if _MARKERS & set(before):
        return True
    if tuple(before[-2:]) in {("en", "el"), ("en", "la")}:
        before = before[:-1]
    return bool(_SHOE_MARKERS & set(before[-1:])) and (
        number.value >= _FIRST_BARE or (before[-1] in ("del", "calzo") and number.value >= 3)
    )


def _bare(sequence: Sequence[str], number: Number) -> bool:
    """No word says size: the number stands alone, has a half, or follows shoes or trousers."""
    whole = number.end - number.start == len(sequence)
    if whole and number.value % 1:
        return True
    if not _FIRST_BARE <= number.value <= _LAST_BARE:
        return False
    if whole or number.value % 1:
        return True
    before = sequence[max(0, number.start - 4) : number.start]
    alone = number.end == len(sequence) and len(before) == number.start
    plain = set(before) <= _ARTICLES | _LEADS
    return bool((FOOTWEAR | TROUSERS) & set(before)) or (alone and plain)


def _lettered(sequence: Sequence[str], text: str) -> str | None:
    for position, token in enumerate(sequence):
        size = _code(sequence, position, text) or _worded(sequence, position, token)
        if size:
            return size
    return None


def _code(sequence: Sequence[str], position: int, text: str) -> str | None:
    word = sequence[position]
    if word in _CODES:
        return _CODES[word]
    if word == "p" and _MARKERS & set(sequence[max(0, position - 2) : position]):
        return "S"
    return _LETTERS[word] if word in _LETTERS and _stands(sequence, position, text) else None


def _stands(sequence: Sequence[str], position: int, text: str) -> bool:
    """A lone letter is a size when marked, in capitals or last; "3 m" and "100 g" are measures."""
    before = sequence[position - 1] if position else ""
    if before[:1].isdigit():
        return False
    marked = before in _MARKERS | _ARTICLES or before in WORN
    last = position == len(sequence) - 1
    return marked or last or bool(re.search(rf"\b{sequence[position].upper()}\b", text))


def _worded(sequence: Sequence[str], position: int, token: str) -> str | None:
    size = _WORDS.get(token)
    if not size:
        return None
    before = tuple(sequence[max(0, position - 2) : position])
    extras = sum(word in ("extra", "doble", "x", "mega") for word in before)
    if extras:
        return _BIGGER[size][extras - 1] if size in _BIGGER else size
    return size if _names_size(sequence, before) else None


def _names_size(sequence: Sequence[str], before: Sequence[str]) -> bool:
    if _GIRL_OR_TALL & set(before[-1:]):
        return False
    everything = set(sequence)
    return bool(_MARKERS & set(before) or everything & CLOTHES) or (
        len(sequence) <= 3 and everything <= _ARTICLES | set(_WORDS) | {"quiero", "mejor"}
    )
