"""Prices as feeds and Graph write them: "1299.00 MXN", "$1,299.00", "45.000 COP"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from actions.shop.money import Money, exponent, from_major

_CODE: Final = re.compile(r"(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])")
_DIGITS: Final = re.compile(r"\d[\d.,\s']*")


class PriceError(ValueError):
    """A price that cannot be read; says why."""


def parse_price(text: str, currency: str | None) -> Money:
    """Read a price. The currency written beside it wins over the given one.

    Separators are told apart by the currency's own decimals: behind the last one stand
    exactly as many digits as the currency has, or the separator groups thousands. A feed's
    "45000.00 COP" and Graph's "$45.000" are both 45 000 pesos.
    """
    code = _CODE.search(text)
    unit = code.group(1).upper() if code else (currency or "")
    if not unit:
        raise PriceError(f"{text!r} has no currency; write it as in '1299.00 MXN'")
    digits = _DIGITS.search(text)
    if digits is None or "-" in text:
        raise PriceError(f"{text!r} is not a price; write it as in '1299.00 {unit}'")
    return from_major(_decimal(digits.group().strip(), unit), unit)


def _decimal(digits: str, currency: str) -> Decimal:
    compact = re.sub(r"[\s']", "", digits).rstrip(".,")
    whole, separator, rest = _last_separator(compact)
    is_fraction = bool(separator) and (
        len(rest) == exponent(currency) or (len(rest) in {1, 2} and exponent(currency) > 0)
    )
    if separator and not is_fraction and set(rest) == {"0"} and len(rest) == 2:  # "1990.00 CLP"
        rest = ""
    elif not is_fraction:
        whole, rest = whole + rest, ""
    plain = re.sub(r"[.,]", "", whole) or "0"
    return Decimal(f"{plain}.{rest or '0'}")


def _last_separator(digits: str) -> tuple[str, str, str]:
    place = max(digits.rfind("."), digits.rfind(","))
    if place < 0:
        return digits, "", ""
    return digits[:place], digits[place], digits[place + 1 :]
