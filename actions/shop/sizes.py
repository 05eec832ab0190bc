"""The order of sizes as people list them: CH, M, G, XG and 26, 26.5, 27."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from nlu.text import parse_number, parse_size
from nlu.text.sizes import LETTERED


def in_order(sizes: Iterable[str]) -> list[str]:
    """Return sizes smallest first, each once; those without an order keep theirs, at the end."""
    return sorted(dict.fromkeys(sizes), key=_rank)


def _rank(size: str) -> tuple[int, Decimal]:
    known = parse_size(f"talla {size}")
    if known in LETTERED:
        return 0, Decimal(LETTERED.index(known))
    number = parse_number(size)
    return (2, Decimal(0)) if number is None else (1, number)
