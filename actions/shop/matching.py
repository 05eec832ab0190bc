"""Whether a colour or size that was asked for is the one a product has."""

from __future__ import annotations

from collections.abc import Sequence

from actions.shop.product import Product
from nlu.text.fitting import colour_fits, size_fits


def has_colour(product: Product, wanted: Sequence[str]) -> bool:
    """Whether the product comes in one of the wanted canonical colours.

    Where the catalog names no colour, the product's own name may.
    """
    return colour_fits(product.colour or product.name, wanted)


def has_size(product: Product, wanted: str) -> bool:
    """Whether the product is of the wanted size, however spelt ("CH" is "S"), or of one size."""
    return bool(product.size) and size_fits(product.size, wanted)
