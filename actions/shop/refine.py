"""How a text changes the last search: cheaper, another colour, another brand, a size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from actions.shop.vocabulary import content
from nlu.text import expand_abbreviations, fold, parse_colours, parse_price_range, parse_size

_CHEAPER: Final = re.compile(
    r"\b(?:mas|menos|algo) (?:barat|baratit|economic|accesibl|comod[oa] de precio|car)|"
    r"\bmenor precio\b|\bse me va del presupuesto\b|\bmenos car"
)
_DEARER: Final = re.compile(r"\bmas car|\bmejor calidad\b|\bmayor precio\b|\bmas fin[oa]s?\b")
_OTHER_COLOUR: Final = re.compile(r"\b(?:otros?|mas|que|demas) colou?r(?:es)?\b")
_OTHER_BRAND: Final = re.compile(r"\b(?:otras?|que|mas) marcas?\b")
# "Pero de Adidas", "con cierre", "para niño": what is newly asked for follows one of these.
_ADDED: Final = re.compile(r"\b(?:de|con|para|sin|marca) (\w+)")


@dataclass(frozen=True, slots=True)
class Refinement:
    """What changes. least and most in major units; words: what is newly named."""

    cheaper: bool = False
    dearer: bool = False
    other_colour: bool = False
    other_brand: bool = False
    colours: tuple[str, ...] = ()
    size: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    words: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether nothing changes: the next page is wanted."""
        return self == Refinement()


def refinement(text: str) -> Refinement:
    """Read how a text changes the search before it; plain when it only wants more."""
    written = expand_abbreviations(text)
    folded = fold(written)
    limits = parse_price_range(written)
    return Refinement(
        cheaper=limits is None and bool(_CHEAPER.search(folded)) and "mas car" not in folded,
        dearer=limits is None and bool(_DEARER.search(folded)),
        other_colour=bool(_OTHER_COLOUR.search(folded)) and not parse_colours(written),
        other_brand=bool(_OTHER_BRAND.search(folded)),
        colours=parse_colours(written),
        size=parse_size(written),
        least=limits.minimum if limits else None,
        most=limits.maximum if limits else None,
        words=tuple(word for word in _ADDED.findall(folded) if content(word) and word != "marca"),
    )
