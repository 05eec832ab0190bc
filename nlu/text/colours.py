"""Colours in one canonical form: Spanish, masculine, singular."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from nlu.text.colour_words import ALSO_THINGS, COLOURS
from nlu.text.folding import fold
from nlu.text.goods import WORN
from nlu.text.tokens import words
from nlu.text.wordset import wordset


def _folded(phrase: str) -> tuple[str, ...]:
    return tuple(fold(phrase).split())


# What people write in other languages and what the lists leave out.
_FOREIGN: Final = "preto:negro|preta:negro|branco:blanco|branca:blanco|vermelho:rojo|vermelha:rojo"
_SMALL: Final = (
    "negrito:negro|negrita:negro|blanquito:blanco|blanquita:blanco|rojito:rojo|rojita:rojo|"
    "azulito:azul|azulita:azul|verdecito:verde|verdecita:verde|moradito:morado|moradita:morado|"
    "amarillito:amarillo|amarillita:amarillo|rosita:rosa|rosadito:rosa|rosadita:rosa|cafecita:marrón"
)
_SPOKEN: Final = "colorado:rojo|colorada:rojo|bordeaux:vino|grey:gris|cinza:gris|roxo:morado"
_PHRASES: Final[Mapping[tuple[str, ...], str]] = MappingProxyType(
    {
        _folded(phrase): canonical
        for canonical, _, phrases in COLOURS
        for phrase in (canonical, *phrases.split("|"))
    }
    | {
        _folded(word): canonical
        for word, canonical in (
            pair.split(":")
            for pair in f"{_FOREIGN}|{_SPOKEN}|{_SMALL}|marrom:marrón|tinta:vino".split("|")
        )
    }
)
_FAMILIES: Final = MappingProxyType({canonical: family for canonical, family, _ in COLOURS})
_DOUBTFUL: Final = frozenset(fold(word) for word in (*ALSO_THINGS.split("|"), "tinta"))
_LONGEST: Final = max(map(len, _PHRASES))
_COMMA: Final = ","
_COLOUR_WORDS: Final = wordset("color colores tono tonos colour cor")
_POINTERS: Final = wordset("en el la los las un una lo unos unas o y tipo ese esa")
_JOINTS: Final = frozenset(("y", "o", _COMMA))
_REFUSALS: Final = wordset("no ni sin menos excepto nada")
_BETWEEN_REFUSAL: Final = wordset(
    "sea sean quiero la el los las en color de es me gusta gustan esa ese esos esas"
)


# A search compares each of the catalog's colours with the wanted ones.
@lru_cache(maxsize=512)
def parse_colours(text: str) -> tuple[str, ...]:
    """The colours that the text wants, canonical ("negro", "azul marino"), each once, in order.

    Colours that are refused ("que no sea negra") are left out; "café", "naranja", "rosa" and
    their like count only where the text speaks of a colour or of something worn.
    """
    sequence = _with_commas(text)
    found: dict[str, None] = {}
    position = 0
    while position < len(sequence):
        colour, length = _colour_at(sequence, position)
        if colour and not _refused(sequence, position):
            found[colour] = None
        position += length
    return tuple(found)


def _with_commas(text: str) -> tuple[str, ...]:
    """The words, with "," where one stood: "no, la azul" refuses nothing."""
    cut = [words(part) for part in re.split(r"[,;.\n]", text)]
    return tuple(word for part in cut if part for word in (*part, _COMMA))


def base_colour(colour: str) -> str:
    """The family of a canonical colour: "azul marino" -> "azul", "negro" -> "negro"."""
    return _FAMILIES.get(colour, colour.partition(" ")[0])


def _colour_at(sequence: Sequence[str], position: int) -> tuple[str | None, int]:
    """The longest colour that begins here and how many words it takes."""
    for length in range(_LONGEST, 0, -1):
        phrase = tuple(sequence[position : position + length])
        if len(phrase) == length and phrase in _PHRASES:
            if length == 1 and phrase[0] in _DOUBTFUL and not _meant(sequence, position):
                return None, 1
            return _PHRASES[phrase], length
    return None, 1


def _meant(sequence: Sequence[str], position: int) -> bool:
    """Whether a doubtful word is a colour here: "en café", "tenis rosas", "la naranja"."""
    before = sequence[position - 1] if position else ""
    if before == "de":
        return False
    rest = {*sequence[:position], *sequence[position + 1 :]} - {_COMMA}
    if before == "en" or rest & _COLOUR_WORDS or rest & WORN:
        return True
    return rest <= _POINTERS or _is_colour(_beside(sequence, position))


def _is_colour(found: set[str]) -> bool:
    return any((word,) in _PHRASES and word not in _DOUBTFUL for word in found)


def _beside(sequence: Sequence[str], position: int) -> set[str]:
    """The words next to it, across "y" and "o"."""
    joined = [word for word in sequence if word not in _JOINTS]
    place = position - sum(word in _JOINTS for word in sequence[:position])
    return {*joined[max(0, place - 1) : place], *joined[place + 1 : place + 2]}


def _refused(sequence: Sequence[str], position: int) -> bool:
    for word in reversed(sequence[max(0, position - 4) : position]):
        if word in _REFUSALS:
            return True
        if word not in _BETWEEN_REFUSAL:
            return False
    return False
