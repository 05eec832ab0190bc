"""The index of one catalog: words and meaning, filters and variants, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import RLock
from time import perf_counter
from typing import Final

import numpy as np

from index import weights
from index.background import background
from index.concepts import Vocabulary
from index.exact import ExactNames
from index.filters.columns import Mask
from index.filters.relax import Level, levels
from index.filters.wish import Known, Wish, plain_wish, read_wish
from index.lexical.postings import Floats
from index.pick import hits
from index.rank import Question, Ranked, rank, weigh, words_score
from index.shelf import Shelf
from index.synonyms import Synonyms
from index.terms import cut
from index.types import Embedder, Filters, Found, Hit, Item, KnowsWords, Query, Vectors

# A wish is said in its first words; a longer text is not searched, but guarded against.
LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class _Search:
    """One search under way."""

    query: Query
    wish: Wish
    question: Question
    words: Floats
    mended: Mapping[str, str]
    threshold: float


class CatalogIndex:
    """index.types.ProductIndex in memory: faiss, BM25 and columns. Thread-safe.

    currency: what "menos de 500" is meant in; prices are in its minor units.
    """

    def __init__(self, embedder: Embedder, synonyms: Synonyms, currency: str = "MXN") -> None:
        self._embedder = embedder
        self._synonyms = synonyms
        self._currency = currency
        language = embedder.words() if isinstance(embedder, KnowsWords) else frozenset[str]()
        self._shelf = Shelf(embedder.size, language)
        self._background = background(embedder)
        self._shelf.spelling.add(synonyms.words())
        self._names = ExactNames()
        self._lock = RLock()

    def __len__(self) -> int:
        return len(self._shelf)

    def upsert(self, items: Iterable[Item], vectors: Mapping[int, Vectors]) -> None:
        """Add or replace products; one without a vector is found by its words until it comes."""
        with self._lock:
            fresh: dict[int, Vectors] = {}
            for item in items:
                self._forget(item.id)
                document = self._shelf.put(item)
                self._names.add(item)
                if item.id in vectors:
                    fresh[document] = vectors[item.id]
            self._shelf.put_vectors(fresh)

    def remove(self, ids: Iterable[int]) -> None:
        """Take products out; unknown ids do not matter."""
        with self._lock:
            for item_id in ids:
                self._forget(item_id)
                self._shelf.drop(item_id)

    def exact(self, text: str) -> Item | None:
        """Resolve a SKU, GTIN, group or product address in the text to a product.

        Of a group's variants, the first in stock. The item comes without description and
        attributes, which the index does not keep.
        """
        with self._lock:
            found = [self._shelf.item(self._shelf.row_of[one]) for one in self._names.find(text)]
        return min(found, key=lambda item: (not item.in_stock, item.id), default=None)

    def search(self, query: Query) -> Found:
        """Find variants: parse, rank, relax, group. Empty below the threshold."""
        start = perf_counter()
        query = replace(query, text=query.text[:LONGEST])
        with self._lock:
            wish = self._read(query)
        vectors = self._vectors(query, wish)
        with self._lock:
            search = self._begin(query, wish, vectors)
            level, found = self._find(search)
        milliseconds = (perf_counter() - start) * 1000
        corrected = _corrected(query.text, search.mended)
        return Found(
            query.text, search.wish.filters, tuple(found), level.relaxed, corrected, milliseconds
        )

    def _forget(self, item_id: int) -> None:
        row = self._shelf.row_of.get(item_id)
        if row is not None:
            self._names.remove(self._shelf.item(row))

    def _vectors(self, query: Query, wish: Wish) -> list[Vectors]:
        """The question as a vector; a long story also without all that names nothing."""
        vector = query.vector
        found = [self._embedder.queries([query.text]) if vector is None else np.asarray(vector)]
        if wish.words and len(cut(query.text)) >= weights.STORY:
            found.append(self._embedder.queries([" ".join(wish.words)]))
        return found

    def _begin(self, query: Query, wish: Wish, vectors: Sequence[Vectors]) -> _Search:
        shelf = self._shelf
        vocabulary = Vocabulary(shelf.postings, shelf.spelling, self._synonyms, query.country)
        understood = vocabulary.understand(wish.words)
        lexical = weigh(shelf, understood.concepts, query.language)
        vector = vectors[0] if len(vectors) == 1 else max(vectors, key=self._nearest)
        question = Question(understood.concepts, vector, lexical, self._usual(vector))
        words = words_score(shelf, understood.concepts)
        threshold = weights.THRESHOLD if len(vectors) == 1 else weights.STORY_THRESHOLD
        return _Search(query, wish, question, words, understood.mended, threshold)

    def _usual(self, vector: Vectors) -> float:
        return float(self._background @ vector.reshape(-1))

    def _nearest(self, vector: Vectors) -> float:
        """How much nearer than goods in general the nearest product is."""
        everything = np.ones(self._shelf.postings.room, np.bool_)
        _, cosines = self._shelf.dense.search(vector, 1, everything)
        return float(cosines.max(initial=0.0)) - self._usual(vector)

    def _read(self, query: Query) -> Wish:
        if not query.parse:
            return plain_wish(query.text, query.filters)
        return read_wish(query.text, self._known(), self._currency, query.filters)

    def _known(self) -> Known:
        columns = self._shelf.columns
        return Known(columns.brands.names(), columns.sizes.names(), columns.colours.names())

    def _find(self, search: _Search) -> tuple[Level, list[Hit]]:
        steps = list(levels(search.wish))
        open_step = steps[-1]
        everything = self._ranked(search, open_step)
        best = everything[0].score if everything else 0.0
        if not self._worthy(search, best):
            return steps[0], []
        for level in steps:
            ranked = everything if level is open_step else self._ranked(search, level)
            if ranked and ranked[0].score >= weights.WORTH * best:
                return level, self._hits(search, level, ranked, best)
        return steps[0], []

    def _worthy(self, search: _Search, best: float) -> bool:
        if not search.wish.words:
            return bool(search.wish.order or search.wish.offer or _demands(search.wish.filters))
        return best >= search.threshold

    def _ranked(self, search: _Search, level: Level) -> list[Ranked]:
        documents = self._shelf.documents(self._rows(level))
        return rank(self._shelf, search.question, search.words, documents)

    def _rows(self, level: Level) -> Mask:
        rows = self._shelf.columns.mask(level.filters)
        return rows & self._shelf.columns.on_sale[: len(rows)] if level.offer else rows

    def _hits(
        self, search: _Search, level: Level, ranked: Sequence[Ranked], best: float
    ) -> list[Hit]:
        """Leave out what was shown before, only now: it must not make demands give way."""
        rows = self._rows(level)
        for sku in search.query.filters.exclude:
            excluded = self._names.one(sku)
            if excluded is not None:
                rows[self._shelf.row_of[excluded]] = False
        least = max(weights.KEEP * best, search.threshold) if search.wish.words else 0.0
        kept = [one for one in ranked if one.score >= least]
        return hits(self._shelf, kept, rows, search.wish, search.query.limit)


def _demands(filters: Filters) -> bool:
    limits = (filters.least, filters.most) != (None, None)
    return bool(filters.colours or filters.size or filters.brand or limits)


def _corrected(text: str, mended: Mapping[str, str]) -> str | None:
    if not mended:
        return None
    return " ".join(mended.get(word, word) for word in cut(text))
