"""How far one size is from another."""

from __future__ import annotations

from typing import Final

from nlu.text import parse_number, parse_size, same_size
from nlu.text.sizes import LETTERED

FAR: Final = 1_000.0
# Numbers further apart belong to different systems of sizes: none is near 8 among 22 to 30.
_ONE_SYSTEM: Final = 4.0


def size_gap(value: str, wanted: str) -> float:
    """Return 0 for the same size, steps between two of one system, a great number otherwise."""
    if same_size(value, wanted):
        return 0.0
    own, asked = _step(value), _step(wanted)
    if own is None or asked is None or own[0] != asked[0]:
        return FAR
    gap = abs(own[1] - asked[1])
    return gap if gap <= _ONE_SYSTEM else FAR


def _step(size: str) -> tuple[str, float] | None:
    letter = parse_size(f"talla {size}") or size
    if letter in LETTERED:
        return "letter", float(LETTERED.index(letter))
    number = parse_number(size)
    return None if number is None else ("number", float(number))
