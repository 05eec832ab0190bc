"""So many of one variant and so many of another: "uno del 23 y uno del 22 y medio"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from actions.shop.core_words import TALK, undecorated
from actions.shop.units import count
from actions.shop.vocabulary import content, only_colours
from nlu.text import expand_abbreviations, fold, parse_colours, parse_size, words

_MANY: Final = (
    r"media docena|una docena|\d+|un[oa]?s?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|"
    r"otr[oa]s?"
)
# Another portion begins with how many; "22 y medio" goes on.
_NEXT: Final = re.compile(
    rf"\s*(?:,|;|\by\b|\be\b|\bmas\b|\bcon\b)\s*(?:y\s+)?(?:el |la )?(?=(?:{_MANY})\s+\S)"
)
_COUNTED: Final = re.compile(rf"(?:.*?\s)??(?P<many>{_MANY})\s+(?P<variant>\S.*)")
_ONE: Final = re.compile(r"(?:un|otr)[oa]?s?")
_CORRECTS: Final = re.compile(
    r"^(?:no|ay|uy|ups|perdon\w*|disculp\w+|espera\w*)\b"
    r"|\b(?:mejor|prefiero|cambi\w+|que sean?|sean|dej\w+|corr[ei]\w+|era[ns]?|queria|quise)\b"
)
_BESIDES: Final = re.compile(r"^(?:y |e )|\b(?:tambien|ademas|aparte|sum\w+)\b")
_ASKS: Final = re.compile(r"\?|\b(?:cuant[oa]s?|tien\w+|tenes|hay|ver|quit\w+|sac\w+|borr\w+)\b")
# "Al revés, 2 blancas y 3 negras" says what it shall be.
_REVERSED: Final = re.compile(r"\b(?:(?:es|era|son) )?al ?reves\b")
_OF: Final = re.compile(rf"(?P<many>{_MANY}) (?P<what>(?:de|del|con|en) .+)")
_PAIRS: Final = re.compile(r"\bpar(?:es)?(?: de| del)?\b")
_UNITS: Final = frozenset(
    "gb tb kg kilos kilo g gr gramos ml l litro litros cm m metro metros".split()
)
# "Son 3, dos de la M": how many in all says nothing of which.
_IN_ALL: Final = re.compile(
    r"(?:(?:mejor|ok|va|no|bueno|que)\b ?)*"
    r"(?:sean|son|dame|deme|quiero|me das?|serian|ponme|llevo)? ?"
    r"(?:\d+|dos|tres|cuatro|cinco)(?: (?:pares|piezas|unidades|en total))?"
)
_PARTS: Final = re.compile(r"[:;,]\s*|\s-\s")
_MOST: Final = 5
# So many words of a name find it again.
_NOUNS: Final = 3


@dataclass(frozen=True, slots=True)
class Portion:
    """So many of the variant that the text says."""

    quantity: int
    text: str


@dataclass(frozen=True, slots=True)
class Dealt:
    """Portions of one product. anew: they stand for what was ordered of it before."""

    portions: tuple[Portion, ...]
    anew: bool = False


def dealt(text: str) -> Dealt | None:
    """Read a text that only deals out one product; None where it names another or asks.

    "Mejor uno del 23 y uno del 22", "2 de la M y 1 de la G", "dame uno negro y otro blanco".
    """
    folded = fold(expand_abbreviations(undecorated(text))).strip(" .!¡")
    folded = _REVERSED.sub("mejor", folded)
    if _ASKS.search(folded) or _names(folded):
        return None
    pieces = _told(_PARTS.split(folded))
    found = [one for one in (_portion(piece) for piece in pieces) if one is not None]
    if not 2 <= len(found) == len(pieces) <= _MOST:
        return None
    anew = bool(_CORRECTS.search(folded)) and not _BESIDES.search(folded)
    return Dealt(tuple(found), anew)


def parts(text: str) -> list[str]:
    """Cut a text at each thing or variant that it counts: "una lonchera y tres del 23"."""
    return _told(_PARTS.split(fold(expand_abbreviations(text)).strip(" .!¡")))


def of_one_thing(text: str) -> tuple[str, ...]:
    """Spell out the portions of a thing that is named once; () for any other text.

    "2 playeras negras M y 1 G" -> "2 playeras negras m", "1 playeras color negro talla L".
    """
    folded = fold(expand_abbreviations(text)).strip(" .!¡")
    pieces = _told(_PARTS.split(folded))
    thing = " ".join(content(_PAIRS.sub(" ", pieces[0]))[:_NOUNS]) if pieces else ""
    if not thing or len(pieces) < 2 or _ASKS.search(folded):
        return ()
    if styles := _styles(pieces):
        return tuple(f"{number} {thing} {style}" for number, style in styles)
    if any(map(_names, pieces[1:])):
        return ()
    rest = [one for one in map(_portion, pieces[1:]) if one is not None]
    bare = " ".join(word for word in pieces[0].split() if word not in thing.split())
    first, named = _portion(bare), count(pieces[0])
    if len(rest) < len(pieces) - 1:
        return ()
    if first is not None:
        return pieces[0], *(_spelt_out(one, thing, first.text) for one in rest)
    if len(rest) > 1 and named in {None, sum(one.quantity for one in rest)}:
        # "La polera básica, 2 de la M y 1 de la G": the first says what, the others how many.
        return tuple(_spelt_out(one, thing, "") for one in rest)
    return ()


def _styles(pieces: Sequence[str]) -> list[tuple[str, str]]:
    """Read "3 cuadernos, 2 de raya y 1 de cuadro": the numbers add up, so they are of the same."""
    found = [_OF.fullmatch(piece.strip()) for piece in pieces[1:]]
    told = [(one["many"], one["what"]) for one in found if one]
    summed = sum(count(f"{number} piezas") or 1 for number, _ in told)
    whole = len(told) == len(pieces) - 1 > 1 and summed == count(pieces[0])
    return told if whole else []


def _spelt_out(portion: Portion, thing: str, first: str) -> str:
    """Write a portion with its thing, and with what it leaves open as the first one is."""
    colours = only_colours(portion.text) or parse_colours(first) or only_colours(first)
    size = parse_size(portion.text) or parse_size(first)
    if not (colours or size):
        return f"{portion.quantity} {thing} {portion.text}"
    coloured = f" color {' '.join(colours)}" if colours else ""
    return f"{portion.quantity} {thing}{coloured}" + (f" talla {size}" if size else "")


def _names(folded: str) -> bool:
    """Whether it names a thing, and not only its colours, sizes or units."""
    named = [word for word in content(_PAIRS.sub(" ", folded)) if word not in _UNITS]
    return bool(named) and not only_colours(" ".join(named))


def _told(parts: list[str]) -> list[str]:
    """The pieces that may be portions, without the talk before them."""
    pieces = [piece for part in parts for piece in _NEXT.split(part) if words(piece)]
    while pieces and (set(words(pieces[0])) <= TALK or _IN_ALL.fullmatch(pieces[0].strip())):
        pieces = pieces[1:]
    return pieces


def _portion(piece: str) -> Portion | None:
    """Read "uno del 23": how many, and a colour or size; None where either is not said."""
    found = _COUNTED.fullmatch(piece.strip())
    if found is None:
        return None
    many, variant = found["many"], found["variant"]
    quantity = 1 if _ONE.fullmatch(many) else count(f"{many} piezas")
    variant = _PAIRS.sub(" ", variant).strip()
    told = parse_size(variant) or only_colours(variant) or _bare_size(variant)
    return Portion(quantity, _marked(variant)) if quantity and told else None


def _bare_size(variant: str) -> bool:
    """Whether it is a number and what leads to it: "de 24", "de la 6"."""
    return len([word for word in words(variant) if word.isdecimal()]) == 1


def _marked(variant: str) -> str:
    """Say of a bare letter that it is a size."""
    return f"talla {variant}" if variant in {"s", "m", "l", "g", "ch", "xl", "xg"} else variant
