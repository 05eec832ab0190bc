"""Whether a product may go out as a product message, and if not, why.

WhatsApp shows only approved, published items with a picture and a price, by their content
id (whatsapp.md D). Each reason is a code; `mend` says in words what to do.
"""

from __future__ import annotations

from typing import Final

from bot.catalog.values import Delivered

_MENDS: Final = {
    "no_sku": "Give the product a SKU (Meta's content id); WhatsApp sends products by it.",
    "no_price": "Give the product a price.",
    "other_currency": "Its price is in another currency than the catalog's.",
    "no_image": "Give the product a picture; WhatsApp refuses products without one.",
    "not_published": "Publish the product in Meta's Commerce Manager.",
    "not_approved": "Meta has not approved the product; see its review in Commerce Manager.",
    "discontinued": "The product is discontinued or archived in the catalog.",
    "removed": "The catalog no longer has the product.",
}
_GONE: Final = frozenset({"discontinued", "mark_as_sold", "mark_as_expired", "pending"})
_REVIEWED: Final = frozenset({"", "approved", "no_review"})


def why_not(product: Delivered, currency: str) -> str | None:
    """Return the reason's code, or None when the product may be sent."""
    reasons = (
        (not product.sku, "no_sku"),
        (product.availability in _GONE, "discontinued"),
        (product.price is None, "no_price"),
        (product.currency not in {None, currency}, "other_currency"),
        (not product.image_url, "no_image"),
        (product.visibility not in {"published", ""}, "not_published"),
        (product.review not in _REVIEWED, "not_approved"),
    )
    return next((code for holds, code in reasons if holds), None)


def mend(code: str) -> str:
    """Say what makes the product sendable."""
    return _MENDS[code]


def codes() -> tuple[str, ...]:
    """Return every reason."""
    return tuple(_MENDS)
