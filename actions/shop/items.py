"""The several things that one order names, each with how many of it."""

from __future__ import annotations

import re
from typing import Final

from actions.shop.consent import is_yes
from actions.shop.portions import of_one_thing
from actions.shop.vocabulary import content, only_colours
from nlu.text import (
    expand_abbreviations,
    fold,
    parse_colours,
    parse_ordinal,
    parse_price_range,
)

# "El cargador y dos cables": another thing begins with how many or with its article.
_NEXT: Final = re.compile(
    r"(?:,\s*(?:y\s+)?|\s+(?:y|e|m[aá]s)\s+)(?:tambi[eé]n\s+|adem[aá]s\s+|de\s+paso\s+)?"
    r"(?=(?:\d+|un[oa]?s?|media|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|otr[oa]s?|"
    r"el|la|los|las)\s+(?!(?:de|del|que|con|sin|m[aá]s)\b)\w)",
    re.IGNORECASE,
)
_SAME: Final = re.compile(r"\s*(?:el|la|los|las)\s", re.IGNORECASE)
_PLACES: Final = re.compile(r",\s*(?:y\s+)?|\s+(?:y|e|m[aá]s)\s+", re.IGNORECASE)
# "Y también", "además": another thing for certain; so does its own article or number.
_SOUGHT: Final = re.compile(
    r"(?:,\s*|\s+)(?:y\s+)?(?:tambi[eé]n|adem[aá]s|aparte|de\s+paso)(?:\s+de)?\s+"
    r"|(?:,\s*(?:y\s+)?|\s+y\s+)(?=(?:un[oa]?s?|alg[uú]n[oa]?s?)\s+\w)",
    re.IGNORECASE,
)
_PURPOSES: Final = re.compile(r"(.+?)\s+y\s+(para\s+\w.*)", re.IGNORECASE | re.DOTALL)
_AND: Final = re.compile(r"\s+(?:y|e)\s+", re.IGNORECASE)
_SHORT: Final = re.compile(r"\b(?:y|,)\s+t(?:mb|b|bn|bm|mbn)\b", re.IGNORECASE)
_POINTED: Final = re.compile(
    r"(?:(?:ok|va|vale|dale|bueno|si|listo|y|pues|ya|por favor|tambien|me|quiero|mejor),? )*"
    r"(?:es[aeo]s?|est[aeo]s?|(?:agreg|anad|pon|ech|llev|sum|met|anot)\w*l[aeo]s?|l[aeo]s? \w+)"
    r"(?: tambien)?"
)
MOST_SOUGHT: Final = 3
MOST_ITEMS: Final = 5


def items(text: str) -> tuple[str, ...]:
    """Cut an order at each thing it names; one piece where it names but one.

    Descriptions ("tenis para correr y caminar") are never cut; places in a list are: "dos del
    primero y tres del segundo".
    """
    text = _written_out(text)
    if dealt := of_one_thing(text):
        return dealt
    pieces = _told_once(_NEXT.split(text, maxsplit=MOST_ITEMS - 1))
    # "Sale, y una cafetera también": who agrees names nothing by it.
    named = [piece for piece in pieces if not is_yes(piece)]
    if len(named) == 1 and len(pieces) > 1:
        return tuple(named)
    pieces = named or pieces
    if len(pieces) > 1 and all(_names(piece) for piece in pieces):
        return tuple(pieces)
    places = _PLACES.split(text, maxsplit=MOST_ITEMS - 1)
    return tuple(places) if all(parse_ordinal(piece) for piece in places) else (text,)


def _written_out(text: str) -> str:
    """Write "tmb" and "d" out where something is joined; a text without them stays as it is."""
    return expand_abbreviations(text) if _SHORT.search(text) else text


def _told_once(pieces: list[str]) -> list[str]:
    """Join "la mochila, la rosa": one thing, told twice."""
    told_twice = len(pieces) == 2 and _SAME.match(pieces[1]) and only_colours(pieces[1])
    if told_twice and not parse_colours(pieces[0]):
        return [" ".join(pieces)]
    return pieces


def _names(piece: str) -> bool:
    """Whether a piece names or points at one thing: "una gorra", "el segundo", "agrégala"."""
    pointed = bool(_POINTED.fullmatch(fold(piece).strip(" .,!")))
    return bool(content(piece) or parse_ordinal(piece)) or pointed


def sought(text: str) -> tuple[str, ...]:
    """Cut a search at each thing it looks for; one piece where it may be but one.

    "Sartenes y también unos vasos" looks for two things, "tenis negros y blancos" for one.
    """
    shared = _PURPOSES.fullmatch(text)
    if shared and (named := content(shared[1])):
        # "Mochilas escolares y para laptop" shares its noun.
        return shared[1], f"{named[0]} {shared[2]}"
    pieces = _SOUGHT.split(text, maxsplit=MOST_SOUGHT - 1)
    if len(pieces) == 1 and " para " not in text:
        pieces = [*items(text)][:MOST_SOUGHT]
    if len(pieces) == 1:
        pieces = _AND.split(text)
        if not all(len(content(piece)) == 1 for piece in pieces):
            return (text,)
    plain = all(content(piece) and not parse_price_range(piece) for piece in pieces)
    return tuple(pieces) if plain else (text,)
