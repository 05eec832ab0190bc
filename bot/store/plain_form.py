"""What a product message says in words alone, for when Meta does not have the product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection

from actions.shop.money import display
from actions.shop.product import Product
from bot.store.conversations import skus_of
from bot.store.products import products_by_sku

LONGEST: Final = 4096


def plain_form(
    conn: Connection, account_id: int, wire: Mapping[str, Any], body: str
) -> dict[str, Any] | None:
    """Return a text message with the products' names and prices; None where there are none.

    The customer gets an answer even while the catalog at Meta lags behind ours.
    """
    skus = skus_of(wire)
    if not skus:
        return None
    lines = [_line(product) for product in products_by_sku(conn, account_id, skus)]
    words = "\n".join([body, *lines]).strip()[:LONGEST]
    return {"type": "text", "text": {"body": words, "preview_url": False}}


def _line(product: Product) -> str:
    return f"• {product.label}: {display(product.pays)}"
