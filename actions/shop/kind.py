"""What a search is of, without the demands that narrow it: "chamarra negra M" -> chamarra."""

from __future__ import annotations

import re
from typing import Final

from actions.shop.product import Product
from actions.shop.vocabulary import content
from nlu.text import (
    base_colour,
    expand_abbreviations,
    fold,
    parse_colours,
    parse_number,
    parse_price_range,
    parse_size,
    words,
)

# What stands around a size, a price or a brand and is nothing without it.
_AROUND: Final = frozenset(
    "talla talle tallas numero num nro marca color menos mas hasta desde entre maximo minimo "
    "pesos peso soles sol euros dolares lucas mil presupuesto".split()
)
_LOOSE_ENDS: Final = re.compile(r"(?:\s+(?:de|del|en|y|a|la|el|por|con|talla|marca))+\s*$")
# How deep in a category two products are of one kind: "Calzado > Tenis".
_DEPTH: Final = 2


def kind_of(text: str, brand: str | None = None) -> str:
    """Return a search without its colours, size, prices and brand; the rest stays as said."""
    written = fold(expand_abbreviations(text))
    size, priced = parse_size(written), parse_price_range(written) is not None
    bare = {base_colour(colour) for colour in parse_colours(written)}
    branded = set(words(brand or ""))
    narrows = bool(size or priced or brand)
    kept = [
        word
        for word in written.split()
        if not (
            set(words(word)) & branded
            or _colours(word) & bare
            or (size is not None and parse_size(f"talla {word}") == size)
            or (priced and parse_number(word) is not None)
            or (narrows and word in _AROUND)
        )
    ]
    return _LOOSE_ENDS.sub("", " ".join(kept)).strip() or written


def _colours(word: str) -> set[str]:
    return {base_colour(colour) for colour in parse_colours(word)}


def kind_of_product(product: Product) -> str:
    """Return the words that find a product's like: the noun of its name and its own shelf."""
    noun = content(product.name)[:1] or (product.name,)
    shelf = product.category.rpartition(">")[2].strip()
    return " ".join([*noun, shelf]).strip()


def shelf_of(product: Product) -> tuple[str, ...]:
    """Return where a product stands, as deep as makes a kind: ("Calzado", "Tenis")."""
    parts = [part.strip() for part in product.category.split(">") if part.strip()]
    return tuple(parts[:_DEPTH])
