"""Whom a thing is for: "de mujer", "para caballero", "de niño", "mi hija"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from nlu.text.tokens import words
from nlu.text.wordset import phrases, wordset

People = frozenset[str]
"""Of woman, man, girl, boy and baby; nobody where nothing is said, or everybody is meant."""

NOBODY: Final = frozenset[str]()
_WOMAN, _MAN, _CHILD, _BABY = (
    frozenset(one.split()) for one in ("woman", "man", "girl boy", "baby")
)
_GIRL, _BOY = frozenset(["girl"]), frozenset(["boy"])


def _listed(*groups: tuple[People, str]) -> dict[str, People]:
    return {word: who for who, listed in groups for word in listed.split()}


# Words that say it wherever they stand, but at the beginning ("hombre, quería unos tenis").
_PLAIN: Final = _listed(
    (_WOMAN, "mujer mujeres dama damas women woman womens ladies lady mulher mulheres"),
    (_WOMAN | _GIRL, "femenino femenina femeninos femeninas feminino feminina femininos femininas"),
    (_MAN, "hombre hombres caballero caballeros varon varones men man mens homem homens"),
    (_MAN | _BOY, "masculino masculina masculinos masculinas"),
    (_GIRL, "nina ninas nena nenas girl girls menina meninas"),
    (_BOY, "nino nene boy boys menino"),
    (_CHILD, "ninos nenes infantil infantiles kids children criancas crianca meninos"),
    (_BABY, "bebe bebes newborn baby babies"),
)
# Words that say it only as the one it is for: "de chica", never "bolsa chica".
_FOR: Final = _PLAIN | _listed(
    (_WOMAN | _GIRL, "chica chicas muchacha muchachas ella ellas senorita senoritas"),
    (_MAN | _BOY, "chico chicos muchacho muchachos"),
    (_WOMAN, "senora senoras"),
    (_MAN, "senor senores"),
    (_WOMAN | _MAN, "adulto adultos adulta adultas"),
)
_FAMILY: Final = _listed(
    (_WOMAN, "mama mamita madre esposa mujer senora novia abuela abuelita tia suegra polola"),
    (_MAN, "papa papi padre esposo marido novio abuelo abuelito tio suegro pololo"),
    (_WOMAN | _GIRL, "hija hermana sobrina nieta prima amiga hermanita chica"),
    (_MAN | _BOY, "hijo hermano sobrino nieto primo amigo hermanito chico"),
    (_GIRL, "nina nena hijita sobrinita nietecita"),
    (_BOY, "nino nene hijito sobrinito"),
    (_BABY, "bebe"),
)
_BEFORE: Final = wordset("de del para pra pro for")
_ARTICLES: Final = wordset("un una unos unas el la los las mi mis su sus tu tus a")
_OWN: Final = wordset("mi mis su sus tu my")
_LEADING: Final = _BEFORE | _ARTICLES
_EVERYBODY: Final = wordset("unisex")
_DENIED: Final = phrases("no es|no sea|no sean|no son|no|nada")


def parse_people(text: str) -> People:
    """Read for whom a customer wants something; what is said outright wins over who is told of."""
    found = words(text)
    if _EVERYBODY & set(found):
        return NOBODY
    return _joined(_outright(found, start=1)) or _joined(_related(found))


def named_people(name: str) -> People:
    """Read for whom a product is out of its name, a category or a fact."""
    found = words(name)
    return NOBODY if _EVERYBODY & set(found) else _joined(_outright(found, start=0))


def told_people(text: str) -> People:
    """Read for whom a product is out of a description: "botines de mujer", "para niños"."""
    found = words(text)
    return NOBODY if _EVERYBODY & set(found) else _joined(_meant(found))


def _joined(found: Iterator[People]) -> People:
    return NOBODY.union(*found)


def _outright(found: tuple[str, ...], start: int) -> Iterator[People]:
    yield from _meant(found)
    for place, word in enumerate(found):
        # "Mi niña" is told of; "de niña" was read above.
        led = place and found[place - 1] in _LEADING
        if place >= start and word in _PLAIN and not led and not _is_denied(found, place):
            yield _PLAIN[word]


def _meant(found: tuple[str, ...]) -> Iterator[People]:
    """Yield who follows "de" or "para", or is joined to one who does: "hombre y mujer"."""
    for place, word in enumerate(found):
        start = place
        while start and found[start - 1] in _ARTICLES:
            start -= 1
        told = start < place and found[place - 1] in _OWN
        opened = start and found[start - 1] in _BEFORE and not told
        joined = place > 1 and found[place - 1] in ("y", "o") and found[place - 2] in _FOR
        if word in _FOR and (opened or joined) and not _is_denied(found, start - 1):
            yield _FOR[word]


def _related(found: tuple[str, ...]) -> Iterator[People]:
    for before, word in pairwise(found):
        if before in _OWN and word in _FAMILY:
            yield _FAMILY[word]


def _is_denied(found: tuple[str, ...], place: int) -> bool:
    before = found[:place]
    return any(before[-len(one) :] == one for one in _DENIED)
