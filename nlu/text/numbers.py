"""Numbers in digits and in Spanish words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from nlu.text.tokens import tokens

_UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro "
    "veinticinco veintiseis veintisiete veintiocho veintinueve"
)
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_HUNDREDS = "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient"


def _below_thousand() -> dict[str, int]:
    values = {word: value for value, word in enumerate(_UNITS.split())}
    values |= {word: 10 * tens for tens, word in enumerate(_TENS.split(), start=3)}
    for hundreds, stem in enumerate(_HUNDREDS.split(), start=2):
        values |= {f"{stem}os": 100 * hundreds, f"{stem}as": 100 * hundreds}
    return values | {
        "un": 1,
        "una": 1,
        "veintiun": 21,
        "veintiuna": 21,
        "cien": 100,
        "ciento": 100,
    }


_VALUES: Final[Mapping[str, int]] = MappingProxyType(_below_thousand())
_SCALES: Final[Mapping[str, int]] = MappingProxyType(
    {"mil": 1000, "k": 1000, "millon": 1_000_000, "millones": 1_000_000}
)
ARTICLES: Final = frozenset(("un", "una", "uno"))
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*\Z")
_GROUPED = re.compile(r"(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:[.,](\d{1,2}))?\Z")
_MAX_DIGITS = 15


@dataclass(frozen=True)
class Number:
    """A number found in tokens[start:end]; article says that it was only "un", "una" or "uno"."""

    value: Decimal
    start: int
    end: int
    article: bool = False


def parse_number(text: str) -> Decimal | None:
    """The first number of the text: "27 y medio" -> 27.5, "dos mil" -> 2000, "1.500" -> 1500."""
    found = find_numbers(tokens(text))
    return found[0].value if found else None


def find_numbers(sequence: Sequence[str]) -> tuple[Number, ...]:
    """Every number of a token sequence, from left to right, none overlapping."""
    found: list[Number] = []
    position = 0
    while position < len(sequence):
        number = _number_at(sequence, position)
        if number:
            found.append(number)
        position = number.end if number else position + 1
    return tuple(found)


def read_digits(token: str) -> Decimal | None:
    """Read "1500", "1,500", "1.500,50" or "27.5"; three digits after a sign are thousands."""
    if len(token) > _MAX_DIGITS or not token.isascii() or not _DIGITS.match(token):
        return None
    grouped = _GROUPED.match(token)
    if grouped:
        whole = re.sub(r"[.,]", "", grouped.group(1))
        return Decimal(f"{whole}.{grouped.group(3) or '0'}").normalize() + 0
    whole, *rest = re.split(r"[.,]", token)
    return Decimal(f"{whole}.{rest[0]}") if len(rest) == 1 else Decimal(whole) if not rest else None


def _number_at(sequence: Sequence[str], start: int) -> Number | None:
    digits = read_digits(sequence[start])
    if digits is not None:
        value, end = _scaled(sequence, digits, start + 1)
    else:
        whole, end = _words_at(sequence, start)
        if end == start:
            return None
        value = Decimal(whole)
    half, end = _half(sequence, end)
    article = end == start + 1 and sequence[start] in ARTICLES
    return Number(value + half, start, end, article)


def _scaled(sequence: Sequence[str], value: Decimal, end: int) -> tuple[Decimal, int]:
    scale = _SCALES.get(_at(sequence, end))
    return (value * scale, end + 1) if scale else (value, end)


def _half(sequence: Sequence[str], end: int) -> tuple[Decimal, int]:
    following = tuple(sequence[end : end + 3])
    if following[:2] in (("y", "medio"), ("y", "media")):
        return Decimal("0.5"), end + 2
    if following == ("1", "/", "2"):
        return Decimal("0.5"), end + 3
    return Decimal(0), end


def _words_at(sequence: Sequence[str], start: int) -> tuple[int, int]:
    """Read number words from start: the value and where they end (start where there are none)."""
    total, end = 0, start
    while end < len(sequence):
        group, after = _group_at(sequence, end)
        scale = _SCALES.get(_at(sequence, after)) if _at(sequence, after) != "k" else None
        if scale and (after > end or scale == 1000):
            total, end = total + max(group, 1) * scale, after + 1
            continue
        return total + group, after
    return total, end


def _group_at(sequence: Sequence[str], start: int) -> tuple[int, int]:
    """Read hundreds, tens and units, each at most once and falling."""
    total, end, room = 0, start, 1000
    while _at(sequence, end) in _VALUES:
        value = _VALUES[sequence[end]]
        if not _fits(value, room, end > start):
            break
        total, end, room = total + value, end + 1, _room_after(value)
        if room == 10 and _at(sequence, end) == "y" and _is_unit(_at(sequence, end + 1)):
            return total + _VALUES[sequence[end + 1]], end + 2
    return total, end


def _fits(value: int, room: int, continued: bool) -> bool:
    # After a ten a unit needs its "y": "treinta dos" is two numbers.
    return not continued or (room == 100 and 0 < value < room)


def _room_after(value: int) -> int:
    if value >= 100:
        return 100
    return 10 if value >= 30 and value % 10 == 0 else 0


def _is_unit(token: str) -> bool:
    return 0 < _VALUES.get(token, 0) < 10


def _at(sequence: Sequence[str], position: int) -> str:
    return sequence[position] if position < len(sequence) else ""
