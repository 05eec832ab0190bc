"""From the major units that customers speak of to the minor units that prices are kept in."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

# ISO 4217 exponents that are not two, for the currencies of shops we may meet.
_EXPONENTS: Final = {
    **dict.fromkeys(("CLP", "PYG", "JPY", "KRW", "VND", "ISK", "UGX", "XAF", "XOF"), 0),
    **dict.fromkeys(("BHD", "KWD", "OMR", "JOD", "TND"), 3),
}


def to_minor(major: Decimal, currency: str) -> int:
    """Return an amount such as 199.90 in minor units (19990), rounded to the nearest."""
    return int((major.scaleb(_EXPONENTS.get(currency, 2))).to_integral_value())
