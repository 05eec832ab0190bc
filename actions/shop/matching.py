"""Whether a colour or size that was asked for is the one a product has."""

from __future__ import annotations

from collections.abc import Sequence

from actions.shop.product import Product
from nlu.text import base_colour, fold, parse_colours, same_size


def has_colour(product: Product, wanted: Sequence[str]) -> bool:
    """Whether the product comes in one of the wanted canonical colours.

    Where the catalog names no colour, the product's own name may.
    """
    return colour_fits(product.colour or product.name, wanted)


def colour_fits(value: str, wanted: Sequence[str]) -> bool:
    """Whether a colour as a catalog writes it is one of the wanted canonical colours.

    A shade answers to its family ("azul" finds azul marino), never the other way round.
    """
    own = parse_colours(f"color {value}") or (fold(value),)
    return any(colour in own or _family(colour, own) for colour in wanted)


def _family(wanted: str, own: Sequence[str]) -> bool:
    return base_colour(wanted) == wanted and wanted in {base_colour(one) for one in own}


def has_size(product: Product, wanted: str) -> bool:
    """Whether the product is of the wanted size, however either is spelt ("CH" is "S")."""
    return bool(product.size) and same_size(product.size, wanted)
