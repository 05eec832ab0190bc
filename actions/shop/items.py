"""The several things that one order names, each with how many of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from actions.shop.consent import is_yes
from actions.shop.vocabulary import content, only_colours
from nlu.text import (
    expand_abbreviations,
    fold,
    parse_colours,
    parse_ordinal,
    parse_price_range,
    parse_quantity,
    parse_size,
)

# "El cargador y dos cables": another thing begins with how many or with its article.
_NEXT: Final = re.compile(
    r"(?:,\s*(?:y\s+)?|\s+(?:y|e|m[aá]s)\s+)(?:tambi[eé]n\s+|adem[aá]s\s+|de\s+paso\s+)?"
    r"(?=(?:\d+|un[oa]?s?|media|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|otr[oa]s?|"
    r"el|la|los|las)\s+(?!(?:de|del|que|con|sin|m[aá]s)\b)\w)",
    re.IGNORECASE,
)
_MANY: Final = r"\d+|dos|tres|cuatro|cinco|seis"
_HEAD: Final = re.compile(rf"(?:.*\s)?(?P<count>{_MANY})\s+(?P<thing>\w+)\s*", re.IGNORECASE)
_DEALT: Final = re.compile(
    rf"(?:.*\s)?(?P<count>{_MANY})\s+(?P<thing>\w+)[\s,:]+(?P<first>(?:un[oa]?|{_MANY})\s+.+)",
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
# So many words of a name find it again.
_NOUNS: Final = 3


def items(text: str) -> tuple[str, ...]:
    """Cut an order at each thing it names; one piece where it names but one.

    Descriptions ("tenis para correr y caminar") are never cut; places in a list are: "dos del
    primero y tres del segundo".
    """
    text = _written_out(text)
    pieces = _dealt(_NEXT.split(text, maxsplit=MOST_ITEMS - 1))
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


def _dealt(pieces: list[str]) -> list[str]:
    """Deal out "dos cobijas, una beige y una vino": the two are what follows, not two more.

    "La mochila, la rosa" is one thing, told twice.
    """
    told_twice = len(pieces) == 2 and _SAME.match(pieces[1]) and only_colours(pieces[1])
    if told_twice and not parse_colours(pieces[0]):
        return [" ".join(pieces)]
    found = _DEALT.fullmatch(pieces[0])
    if found is None:
        found = _HEAD.fullmatch(pieces[0]) if len(pieces) > 2 else None
        parts = pieces[1:]
    else:
        parts = [found["first"], *pieces[1:]]
    if found is None or not all(only_colours(part) or parse_size(part) for part in parts):
        return _spelt_out(pieces)
    if sum(parse_quantity(part) or 1 for part in parts) != parse_quantity(found["count"]):
        return _spelt_out(pieces)
    return [_with_thing(part, found["thing"], None) for part in parts]


def _names(piece: str) -> bool:
    """Whether a piece names or points at one thing: "una gorra", "el segundo", "agrégala"."""
    pointed = bool(_POINTED.fullmatch(fold(piece).strip(" .,!")))
    return bool(content(piece) or parse_ordinal(piece)) or pointed


def _spelt_out(pieces: list[str]) -> list[str]:
    """Give what only names a colour the thing that was named before it.

    "3 termos negros", "2 rosas" -> "2 termos color rosa".
    """
    things = " ".join(content(pieces[0])[:_NOUNS])
    colours, size = parse_colours(pieces[0]), parse_size(pieces[0])
    if not things or len(pieces) < 2:
        return pieces
    if colours or size:
        return [pieces[0], *(_with_thing(piece, things, size, colours) for piece in pieces[1:])]
    if parse_quantity(pieces[0]) is None and all(_is_portion(piece) for piece in pieces[1:]):
        # "La polera básica, 2 de la M y 1 de la G": the first says what, the others how many.
        return [_with_thing(piece, things, None) for piece in pieces[1:]]
    return pieces


def _is_portion(piece: str) -> bool:
    looks = only_colours(piece) or (parse_size(piece) and not content(piece))
    return bool(looks) and parse_quantity(piece) is not None


def _with_thing(piece: str, thing: str, size: str | None, colours: Sequence[str] = ()) -> str:
    own, told = only_colours(piece), None if content(piece) else parse_size(piece)
    if not (own or told) or (content(piece) and not own):
        return piece
    coloured = f" color {' '.join(own or colours)}" if own or colours else ""
    sized = f" talla {parse_size(piece) or size}" if parse_size(piece) or size else ""
    return f"{parse_quantity(piece) or 1} {thing}{coloured}{sized}"


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
