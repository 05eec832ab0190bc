"""Which products of the simulated catalog can be sent."""

from __future__ import annotations

from collections.abc import Sequence

from bot.simulator.graph_errors import invalid
from bot.simulator.state import State


def sendable(state: State, sku: str) -> bool:
    """Whether a product message may show it: known, approved, published, with a picture."""
    item = state.catalog.get(sku)
    return (
        item is not None
        and item.get("review_status") == "approved"
        and item.get("visibility") == "published"
        and bool(item.get("image_url"))
    )


def usable(state: State, skus: Sequence[str], catalog_id: str | None = None) -> list[str]:
    """Return the products that must be left out; GraphError when none can be shown."""
    connected = state.setup.catalog_id if state.connected else None
    if catalog_id is not None and catalog_id != connected:
        raise invalid("catalog_id", "is not the catalog connected to this business account")
    left_out = [sku for sku in skus if not sendable(state, sku)]
    if skus and len(left_out) == len(skus):
        raise invalid("product_retailer_id", "Products not found in FB Catalog")
    return left_out
