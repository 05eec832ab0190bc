"""Resolve what the act refers to, with the products fetched that it could mean."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.shop.pick import pick
from actions.shop.product import Product
from actions.shop.refer import Resolved, mentioned, resolve


async def refer(ports: Ports, turn: Turn, *, strict: bool = True) -> Resolved | None:
    """Say which products the act means; None when it names something not in sight."""
    skus = mentioned(turn.said, turn.context, turn.now)
    seen = await ports.products.by_sku(turn.shop, skus) if skus else []
    return resolve(turn.said, turn.context, seen, turn.now, strict=strict)


async def asked_alone(ports: Ports, turn: Turn) -> Product | None:
    """Return the product WhatsApp says the act is about, unless its words name another."""
    if turn.said.asked_sku is None:
        return None
    found = await ports.products.by_sku(turn.shop, [turn.said.asked_sku])
    return found[0] if found and pick(turn.said.text, found) else None
