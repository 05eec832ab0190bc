"""How many decimals a currency has, for every room that turns what is said into an amount."""

from typing import Final

# ISO 4217 exponents that differ from two; every other currency has two decimals.
_ZERO: Final = frozenset(
    [
        *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"),
        *("RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"),
    ]
)
_THREE: Final = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])


def exponent(currency: str) -> int:
    """Return how many decimals the ISO 4217 currency has (0, 2 or 3)."""
    if currency in _ZERO:
        return 0
    return 3 if currency in _THREE else 2
