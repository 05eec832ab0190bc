"""The rankings that are compared: plain words, plain meaning, and the search as shipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from index.catalog_index import CatalogIndex
from index.documents import strengths
from index.filters.wish import content
from index.lexical.bm25 import Alternative, Concept, score
from index.lexical.postings import Postings
from index.passage import passage_text
from index.terms import cut, stems
from index.types import Embedder, Hit, Item, Query
from nlu.text import guess_language
from tests.quality.discovery.judged import Judged

System = Callable[[Judged], Sequence[Hit]]


def systems(embedder: Embedder, index: CatalogIndex, items: Sequence[Item]) -> Mapping[str, System]:
    """Return each ranking by its name."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.group or item.sku, item)
    products = list(first.values())
    return {
        "BM25": _words(products),
        "e5": _meaning(embedder, products),
        "fused": _shipped(embedder, index),
    }


def _words(products: Sequence[Item]) -> System:
    postings = Postings()
    for place, item in enumerate(products):
        postings.add(place, strengths(item))

    def search(query: Judged) -> Sequence[Hit]:
        terms = dict.fromkeys(stems(content(cut(query.text))))
        concepts = [Concept((Alternative((term,)),)) for term in terms]
        return _top(products, score(postings, concepts))

    return search


def _meaning(embedder: Embedder, products: Sequence[Item]) -> System:
    vectors = embedder.passages([passage_text(item) for item in products])

    def search(query: Judged) -> Sequence[Hit]:
        return _top(products, vectors @ embedder.queries([query.text])[0])

    return search


def _shipped(embedder: Embedder, index: CatalogIndex) -> System:
    def search(query: Judged) -> Sequence[Hit]:
        asked = Query(query.text, country=query.country, language=guess_language(query.text))
        return index.search(asked).hits

    return search


def _top(products: Sequence[Item], scores: np.ndarray) -> list[Hit]:
    order = [int(at) for at in np.argsort(-scores, kind="stable")[:10] if scores[at] > 0]
    return [
        Hit(products[at].sku, products[at].name, float(scores[at]), products[at].group)
        for at in order
    ]
