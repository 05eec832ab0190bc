"""From the major units that customers speak of to the minor units that prices are kept in."""

from __future__ import annotations

from decimal import Decimal

from nlu.text.currencies import exponent


def to_minor(major: Decimal, currency: str) -> int:
    """Return an amount such as 199.90 in minor units (19990), rounded to the nearest."""
    return int(major.scaleb(exponent(currency)).to_integral_value())
