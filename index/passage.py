"""The text that stands for a product in the embedding model and in the word index."""

from __future__ import annotations

from typing import Final

from index.types import Item

# The model reads about 250 pieces; what a product is stands in its first sentences.
MOST_DESCRIPTION: Final = 600


def passage_text(item: Item) -> str:
    """Return what is embedded for a product: all but colour, size, price and stock.

    Those four are filters, so that the variants of a product share one text and one vector.
    """
    facts = [f"{name}: {value}" for name, value in item.attributes]
    parts = [item.name, category_words(item), item.brand, item.material, ", ".join(facts)]
    parts.append(item.description[:MOST_DESCRIPTION])
    return ". ".join(part.strip(" .") for part in parts if part.strip(" ."))


def category_words(item: Item) -> str:
    """Return a category path as words: "Calzado > Tenis > Correr" -> "Calzado, Tenis, Correr"."""
    return ", ".join(part.strip() for part in item.category.split(">") if part.strip())
