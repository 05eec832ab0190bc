"""What stays in a cart when an older version of it was paid. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.shop.cart import CartLine


def left_over(newer: Sequence[CartLine], ordered: Sequence[CartLine]) -> tuple[CartLine, ...]:
    """Return what the newer version holds beyond what was ordered, line by line."""
    bought = {line.sku: line.quantity for line in ordered}
    rest = [replace(line, quantity=line.quantity - bought.get(line.sku, 0)) for line in newer]
    return tuple(line for line in rest if line.quantity > 0)
