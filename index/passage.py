"""The text that stands for a product in the embedding model and in the word index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from index.types import Embedder, Item, Vectors

# The model reads about 250 pieces; what a product is stands in its first sentences.
MOST_DESCRIPTION: Final = 600


_NO: Final = re.compile(r"\s*(?:no|ningun[oa]|not)\b", re.IGNORECASE)
_DENIED: Final = re.compile(
    r"(?:[,;:]\s*)?(?:\bpero\s+|\baunque\s+)?\bno (?:es|son|est[áa]n?|tienen?|llevan?|incluyen?|"
    r"protegen?|vienen?|traen?|sirven?|guarda|para)\b[^.;,:]*",
    re.IGNORECASE,
)
# Changes whenever the texts below do, so that stored vectors of older texts are made anew.
VERSION: Final = "4"


def vector_id(embedder: Embedder) -> str:
    """Name the model together with the way in which products are told to it."""
    return f"{embedder.model_id}/{VERSION}"


def encode(items: Sequence[Item], embedder: Embedder) -> Vectors:
    """Return one row a product: the mean of its tellings, in full and in short.

    A long text drowns what a product is in what it is made of, a short one lacks what it is for.
    """
    if not items:
        return np.empty((0, embedder.size), np.float32)
    rows = embedder.passages([text for item in items for text in tellings(item)])
    return np.asarray(rows.reshape(len(items), -1, embedder.size).mean(axis=1), np.float32)


def tellings(item: Item) -> tuple[str, ...]:
    """Return a product's texts: all of it, its name and kind, its name and description."""
    kind = f"{item.name}. {category_words(item)}"
    return passage_text(item), kind, f"{item.name}. {affirmed(item.description[:MOST_DESCRIPTION])}"


def denied(value: str) -> bool:
    """Whether a fact's value says that it is not so."""
    return bool(_NO.match(value))


def affirmed(text: str) -> str:
    """Return a text without what it denies: "pero no es impermeable" is not about rain."""
    return _DENIED.sub("", text)


def passage_text(item: Item) -> str:
    """Return what is embedded for a product: all but colour, size, price and stock.

    Those four are filters, so that the variants of a product share one text and one vector.
    """
    facts = [f"{name}: {value}" for name, value in item.attributes if not denied(value)]
    parts = [item.name, category_words(item), item.brand, item.material, ", ".join(facts)]
    parts.append(affirmed(item.description[:MOST_DESCRIPTION]))
    return ". ".join(part.strip(" .") for part in parts if part.strip(" ."))


def category_words(item: Item) -> str:
    """Return a category path as words: "Calzado > Tenis > Correr" -> "Calzado, Tenis, Correr"."""
    return ", ".join(part.strip() for part in item.category.split(">") if part.strip())
