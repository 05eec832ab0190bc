"""Limits of measures: "menos de 5 kilos" (not 5), "hasta 2 metros", "10 kg o más"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from index.filters.measures import Measure, placed
from nlu.text.tokens import words
from nlu.text.wordset import phrases, wordset

Words = tuple[str, ...]


class Bound(NamedTuple):
    """The most or the least of a unit that is wanted. strict: the value itself is not."""

    value: Decimal
    unit: str
    most: bool
    strict: bool = False


_NOT_MORE: Final = phrases(
    "no mas de|no pase de|no pasen de|no exceda de|no mayor a|no mayor de|no pese mas de|"
    "no pesen mas de|no mida mas de|no midan mas de|no tenga mas de"
)
_NOT_LESS: Final = phrases("no menos de|no menor a|no menor de|no baje de")
_BELOW: Final = phrases(
    "menos de|menor a|menor de|menor que|menores de|menores a|inferior a|debajo de|abajo de"
)
_ABOVE: Final = phrases(
    "mas de|mayor a|mayor de|mayor que|mayores de|mayores a|superior a|arriba de|encima de"
)
_MOST: Final = phrases(
    "hasta|maximo|maximo de|un maximo de|como maximo|como mucho|cuando mucho|a lo mucho|up to|ate"
)
_LEAST: Final = phrases(
    "minimo|minimo de|un minimo de|como minimo|al menos|por lo menos|cuando menos|a partir de|desde"
)
# What a number's opening says: whether it is the most, and whether the number itself is left out.
_OPENINGS: Final = (
    (_NOT_MORE, True, False),
    (_NOT_LESS, False, False),
    (_BELOW, True, True),
    (_ABOVE, False, True),
    (_MOST, True, False),
    (_LEAST, False, False),
)
_OR_LESS: Final = phrases(
    "o menos|para abajo|maximo|como maximo|como mucho|a lo mucho|cuando mucho"
)
_OR_MORE: Final = phrases("o mas|para arriba|en adelante|minimo|como minimo|por lo menos|al menos")
_SPAN: Final = (wordset("entre de"), wordset("y a"))


def asked_measures(text: str) -> tuple[frozenset[Measure], frozenset[Bound]]:
    """Return the measures that a text asks for, and those that it only sets a limit with."""
    found = words(text)
    limits = list(_limits(found))
    taken = {at for places, _ in limits for at in places}
    plain = (measure for place, _, measure in placed(found) if place not in taken)
    return frozenset(plain), frozenset(bound for _, bounds in limits for bound in bounds)


def outside(bounds: Collection[Bound], own: Collection[Measure]) -> int:
    """Return how many limits a variant breaks: those of whose units it has no value within."""
    return sum(not any(_within(bound, measure) for measure in own) for bound in bounds)


def broken(bounds: Collection[Bound], own: Collection[Measure]) -> int:
    """Return how many limits a product breaks for sure: it has that unit, and nothing within."""
    units = {unit for _, unit in own}
    return outside([bound for bound in bounds if bound.unit in units], own)


def beyond(bounds: Collection[Bound], own: Collection[Measure]) -> Decimal:
    """Return how far outside of the limits a variant's nearest values are, in all."""
    return sum((_nearest(bound, own) for bound in bounds), Decimal(0))


def limit_words(text: str) -> frozenset[str]:
    """Return the folded numbers and units of a text that only set a limit."""
    found = words(text)
    return frozenset(found[at] for places, _ in _limits(found) for at in places)


def _limits(found: Words) -> Iterator[tuple[range, list[Bound]]]:
    """Yield limits with the places of their numbers and units."""
    for place, width, (value, unit) in placed(found):
        if unit:
            end = place + width
            lower = _lower_end(found, place, end)
            if lower is not None and lower < value:
                ends = [Bound(lower, unit, most=False), Bound(value, unit, most=True)]
                yield range(place - 2, end), ends
            elif said := _said(found[:place], found[end:]):
                yield range(place, end), [Bound(value, unit, *said)]


def _said(before: Words, after: Words) -> tuple[bool, bool] | None:
    """Return whether a number between such words is the most, and itself left out."""
    for openings, most, strict in _OPENINGS:
        if any(before[-len(one) :] == one for one in openings):
            return most, strict
    for closings, most in ((_OR_LESS, True), (_OR_MORE, False)):
        if any(after[: len(one)] == one for one in closings):
            return most, False
    return None


def _lower_end(found: Words, place: int, end: int) -> Decimal | None:
    """Return the lower end of "entre 2 y 6 kilos", in the scale of the upper one."""
    if place < 3 or found[place - 1] not in _SPAN[1] or found[place - 3] not in _SPAN[0]:
        return None
    return next((one[0] for _, _, one in placed((found[place - 2], found[end - 1]))), None)


def _within(bound: Bound, measure: Measure) -> bool:
    value, own = measure
    if own != bound.unit or (bound.strict and value == bound.value):
        return False
    return value <= bound.value if bound.most else value >= bound.value


def _nearest(bound: Bound, own: Collection[Measure]) -> Decimal:
    return min(_gaps(bound, own), default=Decimal(0))


def _gaps(bound: Bound, own: Collection[Measure]) -> Iterator[Decimal]:
    for measure in own:
        if measure[1] == bound.unit:
            yield Decimal(0) if _within(bound, measure) else abs(measure[0] - bound.value)
