"""Measures in a text: "64 gigas", "5 kg", "2 metros", to tell variants apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from index.types import Item
from nlu.text import parse_number
from nlu.text.tokens import words

Measure = tuple[Decimal, str]
"""A value in the unit's own scale; an empty unit where none was said."""

_UNITS: Final = {
    word: (unit, Decimal(scale))
    for unit, scale, spellings in (
        ("g", "1", "g gr grs gramo gramos"),
        ("g", "1000", "kg kgs kilo kilos kilogramo kilogramos"),
        ("ml", "1", "ml mililitro mililitros"),
        ("ml", "1000", "l lt lts litro litros"),
        ("cm", "0.1", "mm milimetro milimetros"),
        ("cm", "1", "cm cms centimetro centimetros"),
        ("cm", "100", "m mt mts metro metros"),
        ("in", "1", "pulgada pulgadas in inch inches"),
        ("gb", "1", "gb giga gigas gigabyte gigabytes"),
        ("gb", "1000", "tb tera teras terabyte terabytes"),
        ("mah", "1", "mah"),
        ("w", "1", "w watt watts vatio vatios"),
        ("v", "1", "v volt volts voltio voltios"),
        ("pieces", "1", "pieza piezas pza pzas pz unidades pares par"),
        ("sheets", "1", "hoja hojas"),
        ("months", "12", "ano anos"),
        ("months", "1", "mes meses"),
        ("cups", "1", "taza tazas"),
    )
    for word in spellings.split()
}
_THOUSAND: Final = Decimal(1000)
_NONE: Final = frozenset[Measure]()


def measures(text: str) -> frozenset[Measure]:
    """Return the numbers of a text with their units, in common scales: 2 kg and 2000 g are one."""
    return frozenset(measure for _, _, measure in placed(words(text)))


def measures_of(item: Item) -> frozenset[Measure]:
    """Return what tells a variant from the others; nothing for a product without variants."""
    if not item.group:
        return _NONE
    values = [value for _, value in item.attributes]
    return measures(" . ".join([item.name, item.size, *values]))


def unit_words(sequence: Sequence[str]) -> frozenset[str]:
    """Return the words of a folded text that are units of a number before them, and the numbers."""
    pairs = pairwise(sequence)
    return frozenset(
        word
        for number, unit in pairs
        if unit in _UNITS and parse_number(number) is not None
        for word in (number, unit)
    )


def unmet(asked: Collection[Measure], own: Collection[Measure]) -> int:
    """Return how many measures asked for a variant does not have; a bare number fits any unit."""
    values = {value for value, _ in own}
    return sum(
        (value, unit) not in own and (bool(unit) or not _bare(value, own, values))
        for value, unit in asked
    )


def _bare(value: Decimal, own: Collection[Measure], values: Collection[Decimal]) -> bool:
    scales = {scale for unit, scale in _UNITS.values() if any(unit == one for _, one in own)}
    return value in values or any(value * scale in values for scale in scales)


def placed(found: tuple[str, ...]) -> Iterator[tuple[int, int, Measure]]:
    """Yield the measures among words with the place of their number and how many words they are."""
    free = 0
    for place, word in enumerate(found):
        value, width = _value(found, place)
        if value is not None and place >= free:
            after = found[place + width] if place + width < len(found) else ""
            unit, scale = _UNITS.get(after, ("", Decimal(1)))
            # "Dos metros" measures; "dos" alone counts pieces.
            if unit or word[0].isdigit():
                free = place + width
                yield place, width + bool(unit), (value * scale, unit)


def _value(found: tuple[str, ...], place: int) -> tuple[Decimal | None, int]:
    """Read the number that begins at a place, and how many words it takes: "20 mil" is 20000."""
    value = parse_number(found[place])
    if value is not None and value < _THOUSAND and found[place + 1 : place + 2] == ("mil",):
        return value * _THOUSAND, 2
    return value, 1
