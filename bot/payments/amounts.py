"""Our minor units against Stripe's. Refuses what cannot be charged exactly; never rounds.

Stripe's zero-decimal currencies and its two special ones (UGX and ISK have no decimals but
are sent times 100): https://docs.stripe.com/currencies
"""

from __future__ import annotations

from typing import Final

from actions.shop.money import Money, exponent

_ZERO: Final = frozenset(
    [
        *("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA"),
        *("PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"),
    ]
)
_THREE: Final = frozenset(["BHD", "JOD", "KWD", "OMR", "TND"])
_UNKNOWN: Final = frozenset(["IQD", "LYD", "UYI"])


class AmountError(ValueError):
    """Stripe cannot charge exactly this amount."""


def decimals(currency: str) -> int:
    """Return how many decimals Stripe counts in this currency (0, 2 or 3)."""
    if currency in _ZERO:
        return 0
    return 3 if currency in _THREE else 2


def to_stripe(money: Money) -> int:
    """Return the amount as Stripe wants it. AmountError when it cannot be said exactly."""
    if money.currency in _UNKNOWN:
        raise AmountError(f"Stripe does not charge {money.currency}")
    shift = decimals(money.currency) - exponent(money.currency)
    if shift >= 0:
        sent = money.amount * 10**shift
    else:
        sent, rest = divmod(money.amount, 10**-shift)
        if rest:
            raise AmountError(f"Stripe charges {money.currency} without decimals")
    if money.currency in _THREE and sent % 10:
        raise AmountError(f"Stripe wants the last digit of {money.currency} to be 0")
    return sent


def from_stripe(amount: int, currency: str) -> Money:
    """Return Stripe's amount in our minor units. AmountError when it has a fraction of one."""
    code = currency.upper()
    shift = decimals(code) - exponent(code)
    if shift <= 0:
        return Money(amount * 10**-shift, code)
    ours, rest = divmod(amount, 10**shift)
    if rest:
        raise AmountError(f"{amount} is not a whole amount of {code}")
    return Money(ours, code)
