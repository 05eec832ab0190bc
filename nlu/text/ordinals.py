"""Positions in a list that was shown."""

import re
from collections.abc import Sequence
from typing import Final

from nlu.text.tokens import tokens
from nlu.text.wordset import phrases, wordset

LAST: Final = -1
# Of the first to the tenth, in order.
_STEMS: Final = phrases("primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim")
# As Portuguese and English have them.
_FOREIGN: Final = {
    "primeiro": 1, "primeira": 1, "terceiro": 3, "terceira": 3, "first": 1, "third": 3,
}  # fmt: skip
_WORDS: Final = (
    {
        f"{stem}{ending}": position
        for position, (stem,) in enumerate(_STEMS, start=1)
        for ending in ("o", "a", "os", "as", "ito", "ita")
    }
    | {"primer": 1, "tercer": 3, "primerito": 1, "setimo": 7, "setima": 7}
    | _FOREIGN
)
_LAST_WORDS: Final = wordset("ultimo ultima ultimos ultimas ultimito ultimita final")
_MARKED = re.compile(r"(\d{1,2})(?:er|era|ero|ra|ro|do|da|to|ta|mo|ma|vo|va|no|na|a|o)\Z")
_POINTERS: Final = wordset("opcion opc el la numero num nro #")
_NUMBERS: Final = {
    word: value
    for value, word in enumerate(
        ["uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"], start=1
    )
} | {"una": 1}
# "Es la primera vez", "de segunda mano", "la segunda quincena": no place in a list.
_NOT_PLACES: Final = wordset("vez veces mano quincena semana clase calidad dia compra")
_MOST = 10


def parse_ordinal(text: str) -> int | None:
    """The position that the text points at: 1 is the first, -1 the last, None none.

    "El segundo", "la 3a", "2do", "opción 2", "la número 3", "el 2" (to 10; "el 27" is a size).
    """
    sequence = tokens(text)
    for position, token in enumerate(sequence):
        place = _place(sequence, position, token)
        if place and not (_NOT_PLACES & set(sequence[position + 1 : position + 2])):
            return place
    return None


def _place(sequence: Sequence[str], position: int, token: str) -> int | None:
    if token in _LAST_WORDS:
        return LAST
    if token in _WORDS:
        return _WORDS[token]
    marked = _MARKED.match(token)
    if marked:
        return int(marked.group(1)) or None
    return _pointed(sequence, position, token)


def _pointed(sequence: Sequence[str], position: int, token: str) -> int | None:
    """A plain number behind "el", "la", "opción", "#", with nothing counted after it."""
    if not position or sequence[position - 1] not in _POINTERS:
        return None
    number = int(token) if token.isascii() and token.isdigit() else _NUMBERS.get(token, 0)
    counted = sequence[position + 1 : position + 2] not in ((), ("y",), ("en",), ("de",), ("por",))
    return number if 1 <= number <= _MOST and not counted else None
