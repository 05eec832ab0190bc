"""Amounts of money as whole minor units with their currency; never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from nlu.text.currencies import exponent

_CODE: Final = re.compile(r"[A-Z]{3}")

# Countries that write 1.234,56; the others of our customers write 1,234.56.
_COMMA_DECIMALS: Final = frozenset(["ARS", "BRL", "CLP", "COP", "EUR", "PYG", "UYU", "VES"])


class CurrencyMismatchError(ValueError):
    """Two amounts of different currencies met in one sum."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (centavos) of an ISO 4217 currency."""

    amount: int
    currency: str

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.currency):
            raise ValueError(f"{self.currency!r} is not an ISO 4217 currency code such as MXN")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.amount * times, self.currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatchError(f"{self.currency} and {other.currency} cannot be added")

    @property
    def major(self) -> Decimal:
        """The amount in major units (pesos), exact."""
        return Decimal(self.amount).scaleb(-exponent(self.currency))


def from_major(value: Decimal, currency: str) -> Money:
    """Make Money from major units; halves are rounded up (12.345 MXN -> 12.35)."""
    scaled = value.scaleb(exponent(currency)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return Money(int(scaled), currency)


def total(amounts: list[Money], currency: str) -> Money:
    """Sum amounts of one currency; an empty list is zero of that currency."""
    result = Money(0, currency)
    for amount in amounts:
        result = result + amount
    return result


def display(money: Money) -> str:
    """Write an amount as its country's customers do: $1,299.00, $45.000, S/ 89.90, 20,00 €.

    Cents are left out when there are none and the currency is usually shown without
    them (COP, CLP, ARS); MXN and USD keep them.
    """
    digits = _grouped(money)
    if money.currency == "EUR":
        return f"{digits} €"
    if money.currency == "PEN":
        return f"S/ {digits}"
    if money.currency in {"MXN", "ARS", "COP", "CLP", "USD"}:
        return f"${digits}"
    return f"{money.currency} {digits}"


def _grouped(money: Money) -> str:
    places = exponent(money.currency)
    if money.currency in {"COP", "ARS"} and money.amount % 100 == 0:
        places = 0
    text = f"{money.major:,.{places}f}"
    if money.currency in _COMMA_DECIMALS:
        text = text.translate(str.maketrans(",.", ".,"))
    return text
