"""How a text changes the last search: cheaper, another colour, another brand, a size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from actions.shop.vocabulary import content
from nlu.text import expand_abbreviations, fold, parse_colours, parse_price_range, parse_size
from nlu.text.refusing import refusal

_CHEAP: Final = r"(?:barat|baratit|economic|accesibl|comod|en cuenta|cheap)"
_CHEAPER: Final = re.compile(
    rf"\b(?:mas|menos|algo) {_CHEAP}|\bmenos car|\bcheaper\b|"
    r"\b(?:menor|mas bajos? de|bajos? en) precio\b|\bprecio mas (?:bajo|comodo)\b|"
    r"\bse me va del presupuesto\b|\bno (?:sean?|este?n?) tan car|\bque cuesten? menos\b|"
    r"\bmais barat"
)
_DEARER: Final = re.compile(r"\bmas car|\bmejor calidad\b|\bmayor precio\b|\bmas fin[oa]s?\b")
_OTHER_COLOUR: Final = re.compile(
    r"\b(?:otr[oa]s?|mas|que|demas|diferentes?|distint[oa]s?|outra|other) (?:colou?r(?:es)?|cor)\b|"
    r"\bcolou?r(?:es)? (?:diferentes?|distint[oa]s?)\b"
)
_OTHER_BRAND: Final = re.compile(
    r"\b(?:otras?|que|mas|diferentes?|distintas?|outra|other) (?:marcas?|brands?)\b|"
    r"\bmarcas? (?:diferentes?|distintas?)\b"
)
# "¿Hay más rojos?", "otros en negro": others than those seen, not the same once more.
_OTHERS: Final = re.compile(r"\b(?:mas|otr[oa]s?|outr[oa]s?|more|other|another)\b (?P<what>.+)")
# "Pero de Adidas", "con cierre", "para niño": what is newly asked for follows one of these.
_ADDED: Final = re.compile(r"\b(?:de|con|para|marca) (\w+)")


@dataclass(frozen=True, slots=True)
class Refinement:
    """What changes. least and most in major units; words: what is newly named.

    others: of the colour that is said, others than those seen are wanted.
    """

    cheaper: bool = False
    dearer: bool = False
    other_colour: bool = False
    other_brand: bool = False
    colours: tuple[str, ...] = ()
    size: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    others: bool = False

    @property
    def plain(self) -> bool:
        """Whether nothing changes: the next page is wanted."""
        return self == Refinement()

    @property
    def steps(self) -> bool:
        """Whether it goes up or down in price from what was shown."""
        return self.cheaper or self.dearer

    @property
    def priced(self) -> bool:
        """Whether it speaks of the price at all."""
        return self.steps or self.least is not None or self.most is not None

    @property
    def looks(self) -> bool:
        """Whether only the looks change: the same product may come so."""
        looks = bool(self.colours or self.size or self.other_colour)
        return looks and not (self.priced or self.other_brand or self.words or self.others)


def refinement(text: str) -> Refinement:
    """Read how a text changes the search before it; plain when it only wants more."""
    refused = refusal(text)
    said_no = " ".join((*refused.looks, *refused.what))
    written = refused.rest if said_no else expand_abbreviations(text)
    # "Que no sean tan caros" is a wish for less, not a refusal.
    whole, folded = fold(expand_abbreviations(text)), fold(written)
    limits = parse_price_range(expand_abbreviations(text))
    dearer = bool(_DEARER.search(folded))
    return Refinement(
        cheaper=limits is None and bool(_CHEAPER.search(whole)) and not dearer,
        dearer=limits is None and dearer,
        other_colour=bool(_OTHER_COLOUR.search(folded)) and not parse_colours(written),
        other_brand=bool(_OTHER_BRAND.search(folded)),
        colours=parse_colours(written),
        size=parse_size(written),
        least=limits.minimum if limits else None,
        most=limits.maximum if limits else None,
        words=tuple(word for word in _ADDED.findall(folded) if content(word) and word != "marca"),
        without=parse_colours(f"color {said_no}") if said_no else (),
        others=_wants_others(folded),
    )


def _wants_others(folded: str) -> bool:
    found = _OTHERS.search(folded)
    in_colour = found is not None and bool(parse_colours(f"color {found['what']}"))
    return in_colour and not _OTHER_COLOUR.search(folded)
