"""Price limits in a customer's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from nlu.text.numbers import Number, find_numbers
from nlu.text.tokens import tokens
from nlu.text.wordset import phrases, wordset

# How far "unos 300" and a bare "300 pesos" reach to both sides.
NEARBY: Final = Decimal("0.2")
_THOUSANDS: Final = wordset("luca lucas")
_CURRENCIES: Final = wordset(
    "peso pesos pesitos mxn mx ars cop clp usd dolar dolares sol soles pen euro euros quetzal "
    "quetzales lempira lempiras colon colones bolivar bolivares bolivianos guarani guaranies real "
    "reales bs mango mangos varo varos baro baros pavo pavos lana"
)
_SIGNS: Final = wordset("$ € ₡")
_AT_MOST: Final = (
    "menos de|menor a|menores a|menor de|menores de|menor que|hasta|maximo|maximo de|max|"
    "como maximo|no mas de|no mas que|por debajo de|debajo de|abajo de|bajo|no pase de|no pasen de|"
    "no pase los|no cueste mas de|no cuesten mas de|no valga mas de|tope|tope de|under|"
    "no supere|no superen|no supere los|mas barato que|mas baratos que|presupuesto de|presupuesto"
)
_AT_LEAST: Final = (
    "mas de|mayor a|mayores a|mayor de|mayores de|desde|minimo|minimo de|a partir de|"
    "por encima de|encima de|arriba de|por arriba de|al menos|over"
)
_ABOUT: Final = (
    "unos|unas|como|como unos|alrededor de|cerca de|aproximadamente|aprox|por|por unos|casi|a|de a"
)
_COUNTED: Final = wordset(
    "piezas pieza pzas unidades pares par dias dia semanas semana meses mes horas hora minutos "
    "anos ano personas colores modelos productos cosas opciones veces % cm mm kg kilos g gramos ml "
    "l litros litro gb giga gigas tb teras mah watts w volts pulgadas metros metro hojas tazas "
    "hilos cuotas estrellas camisetas playeras"
)
# Below this an amount without a currency is more likely a count or a size.
_LEAST_BARE = Decimal(10)
_DOUBTFUL_BARE = Decimal(60)


def _longest_first(listed: str) -> tuple[tuple[str, ...], ...]:
    """So that "no más de" is not read as "más de"."""
    return tuple(sorted(phrases(listed), key=len, reverse=True))


_LIMITS: Final = {
    "most": _longest_first(_AT_MOST),
    "least": _longest_first(_AT_LEAST),
    "about": _longest_first(_ABOUT),
}
_LONGEST: Final = max(len(phrase) for openings in _LIMITS.values() for phrase in openings)


@dataclass(frozen=True)
class PriceRange:
    """Limits in major units (pesos, not cents), both included; None is no limit."""

    minimum: Decimal | None
    maximum: Decimal | None


@dataclass(frozen=True)
class _Amount:
    value: Decimal
    start: int
    end: int
    priced: bool


def parse_price_range(text: str) -> PriceRange | None:
    """The price limits that the text names, or None.

    "Menos de 500", "hasta $1,500", "entre 200 y 400", "desde mil", "20 lucas" (20,000);
    "unos 300" and a bare "300 pesos" reach a fifth to both sides.
    """
    sequence = tokens(text)
    amounts = [_amount(sequence, n) for n in find_numbers(sequence) if not _counted(sequence, n)]
    return _between(sequence, amounts) or _limits(sequence, amounts)


def _amount(sequence: Sequence[str], number: Number) -> _Amount:
    start, end, value = number.start, number.end, number.value
    signed = start > 0 and (sequence[start - 1] in _SIGNS or sequence[start - 1] == "/")
    if sequence[end : end + 1] and sequence[end] in _THOUSANDS:
        return _Amount(value * 1000, start, end + 1, priced=True)
    if sequence[end : end + 1] == ("de",) and set(sequence[end + 1 : end + 2]) & _CURRENCIES:
        end += 1
    named = bool(set(sequence[end : end + 1]) & (_CURRENCIES | _SIGNS))
    start = _before_sign(sequence, start) if signed else start
    return _Amount(value, start, end + named, signed or named)


def _before_sign(sequence: Sequence[str], start: int) -> int:
    """Step over "$", "US $", "S /"."""
    start -= 1
    return start - 1 if start and sequence[start - 1] in ("us", "s", "r", "mx") else start


def _counted(sequence: Sequence[str], number: Number) -> bool:
    after = set(sequence[number.end : number.end + 1])
    before = sequence[number.start - 1] if number.start else ""
    return number.article or bool(after & _COUNTED) or before in ("talla", "talle", "numero", "#")


def _between(sequence: Sequence[str], amounts: Sequence[_Amount]) -> PriceRange | None:
    for low, high in pairwise(amounts):
        joint = tuple(sequence[low.end : high.start])
        opening = sequence[low.start - 1] if low.start else ""
        named = opening in ("entre", "de", "desde") and joint in (("y",), ("a",), ("hasta",))
        found = _ordered(low.value, high.value)
        least = _LEAST_BARE if opening == "entre" else _DOUBTFUL_BARE
        priced = low.priced or high.priced or min(low.value, high.value) >= least
        if (named or joint == ("-",)) and (priced or high.value >= 1000):
            return found
    return None


def _ordered(low: Decimal, high: Decimal) -> PriceRange:
    # "Entre 2 y 3 mil", "de 10 a 20 lucas": the thousands belong to both.
    if high >= 1000 and low < 100 and low * 1000 <= high:
        low *= 1000
    return PriceRange(min(low, high), max(low, high))


def _limits(sequence: Sequence[str], amounts: Sequence[_Amount]) -> PriceRange | None:
    minimum = maximum = near = None
    for amount in amounts:
        kind = _limit_before(sequence, amount.start)
        if kind == "most" and _is_bare_price(amount):
            maximum = maximum or amount.value
        elif kind == "least" and _is_bare_price(amount):
            minimum = minimum or amount.value
        elif amount.priced:
            near = near or amount.value
        elif kind == "about" and sequence[amount.start - 1] in ("unos", "unas", "de", "aprox"):
            near = near or (amount.value if amount.value >= _DOUBTFUL_BARE else None)
    if minimum is None and maximum is None:
        return PriceRange(near * (1 - NEARBY), near * (1 + NEARBY)) if near else None
    if minimum is not None and maximum is not None and minimum > maximum:
        minimum, maximum = maximum, minimum
    return PriceRange(minimum, maximum)


def _is_bare_price(amount: _Amount) -> bool:
    return amount.priced or amount.value >= _LEAST_BARE


def _limit_before(sequence: Sequence[str], start: int) -> str | None:
    """Return what the words before an amount make of it; no more of them are read than that."""
    before = tuple(sequence[max(0, start - _LONGEST) : start])
    for kind, openings in _LIMITS.items():
        if any(before[-len(phrase) :] == phrase for phrase in openings):
            return kind
    return None
