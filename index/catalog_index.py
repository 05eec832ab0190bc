"""The index of one catalog: words and meaning, filters and variants, in memory."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import RLock
from time import perf_counter
from typing import Final

from index import weights
from index.asking import ENGLISH, Asking
from index.background import background
from index.exact import ExactNames
from index.filters.columns import Mask
from index.filters.relax import Level, levels
from index.filters.wish import Wish
from index.lexical.bm25 import known_share
from index.needs import prepare
from index.pick import hits
from index.rank import Question, Ranked, Words, probability, rank, read_words, worth
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
    words: Words


class CatalogIndex:
    """index.types.ProductIndex in memory: faiss, BM25 and columns. Thread-safe.

    currency: what "menos de 500" is meant in; prices are in its minor units.
    """

    def __init__(self, embedder: Embedder, synonyms: Synonyms, currency: str = "MXN") -> None:
        language = embedder.words() if isinstance(embedder, KnowsWords) else frozenset[str]()
        self._shelf = Shelf(embedder.size, language)
        self._shelf.spelling.add(synonyms.words())
        self._asking = Asking(self._shelf, embedder, synonyms, currency)
        background(embedder)
        prepare(embedder, synonyms.needs)
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
        """Find variants: parse, rank, relax, group. Empty below the threshold.

        A code in the text names its product outright, and nothing else is looked for.
        """
        start = perf_counter()
        query = replace(query, text=query.text[:LONGEST])
        with self._lock:
            named = self._named(query) if query.parse else ()
        if named:
            spent = (perf_counter() - start) * 1000
            return Found(query.text, query.filters, named, milliseconds=spent)
        with self._lock:
            wish = self._asking.wish(query)
            understood = self._asking.understand(query, wish)
        spoken = self._asking.meant(query, understood)
        with self._lock:
            question = self._asking.question(query, wish, understood, spoken)
            search = _Search(query, wish, question, read_words(self._shelf, question))
            level, found = self._find(search)
        milliseconds = (perf_counter() - start) * 1000
        corrected = _corrected(query.text, understood.mended)
        return Found(
            query.text, search.wish.filters, tuple(found), level.relaxed, corrected, milliseconds
        )

    def _named(self, query: Query) -> tuple[Hit, ...]:
        """Return what a code names, in stock first; the shown and the undemanded are left out."""
        allowed = self._shelf.columns.mask(query.filters)
        rows = [self._shelf.row_of[one] for one in self._names.find(query.text)]
        found = [self._shelf.item(row) for row in rows if allowed[row]]
        fresh = [item for item in found if item.sku not in query.filters.exclude]
        fresh.sort(key=lambda item: (not item.in_stock, item.id))
        return tuple(
            Hit(item.sku, item.name, 1.0, item.group, lexical=1.0, why=("code",))
            for item in fresh[: query.limit]
        )

    def _forget(self, item_id: int) -> None:
        row = self._shelf.row_of.get(item_id)
        if row is not None:
            self._names.remove(self._shelf.item(row))

    def _find(self, search: _Search) -> tuple[Level, list[Hit]]:
        steps = list(levels(search.wish))
        open_step = steps[-1]
        everything = self._ranked(search, open_step)
        odds = self._odds(search, everything)
        if not everything or odds < weights.THRESHOLD:
            return steps[0], []
        # Demands alone give way only where nothing meets them.
        best = everything[0].score if search.wish.words and not search.wish.kind else -math.inf
        for level in steps:
            ranked = everything if level is open_step else self._ranked(search, level)
            if ranked and ranked[0].score >= best - weights.GIVE_WAY:
                return level, self._hits(
                    search, level, [_likely(r, odds - everything[0].score) for r in ranked]
                )
        return steps[0], []

    def _odds(self, search: _Search, ranked: Sequence[Ranked]) -> float:
        """Return the log odds that the best is wanted; demands alone want all that meet them."""
        if not ranked:
            return -math.inf
        if search.wish.words:
            odds = worth(self._shelf, search.question, search.words, ranked[0])
            return max(odds, 0.0) if self._all_of_a_kind(search) else odds
        wish = search.wish
        return 0.0 if wish.order or wish.offer or _demands(wish.filters) else -math.inf

    def _all_of_a_kind(self, search: _Search) -> bool:
        """Whether anything of a category is wanted, told in words that this shop knows."""
        concepts = search.question.concepts
        return bool(search.wish.kind) and known_share(self._shelf.postings, concepts) == 1.0

    def _ranked(self, search: _Search, level: Level) -> list[Ranked]:
        documents = self._shelf.documents(self._rows(search, level))
        return rank(self._shelf, search.question, search.words, documents)

    def _rows(self, search: _Search, level: Level) -> Mask:
        rows = self._shelf.columns.mask(level.filters)
        if search.wish.kind:
            rows &= self._shelf.of_kind(search.wish.kind)
        return rows & self._shelf.columns.on_sale[: len(rows)] if level.offer else rows

    def _hits(self, search: _Search, level: Level, ranked: Sequence[Ranked]) -> list[Hit]:
        """Leave out what was shown before, only now: it must not make demands give way."""
        rows = self._rows(search, level)
        for sku in search.query.filters.exclude:
            excluded = self._names.one(sku)
            if excluded is not None:
                rows[self._shelf.row_of[excluded]] = False
        if search.wish.words and not search.wish.kind:
            ranked = self._beside_the_best(search, ranked)
        kept = [replace(one, score=probability(one.score)) for one in ranked]
        return hits(self._shelf, kept, rows, search.wish, search.query.limit)

    def _beside_the_best(self, search: _Search, ranked: Sequence[Ranked]) -> list[Ranked]:
        """Leave out what is far from the best, the sooner where it is less the thing named."""
        best, named = ranked[0], search.words.named
        most = float(named[best.document])
        enough = weights.AS_NAMED * most
        plain = not search.question.story and search.query.language != ENGLISH
        sure = plain and most >= weights.SURELY_NAMED
        near = weights.KEEP_OTHERS if sure else weights.KEEP
        return [
            one
            for one in ranked
            if best.score - one.score <= (weights.KEEP if named[one.document] >= enough else near)
        ]


def _likely(ranked: Ranked, shift: float) -> Ranked:
    return replace(ranked, score=ranked.score + shift)


def _demands(filters: Filters) -> bool:
    limits = (filters.least, filters.most) != (None, None)
    return bool(filters.colours or filters.size or filters.brand or limits)


def _corrected(text: str, mended: Mapping[str, str]) -> str | None:
    if not mended:
        return None
    return " ".join(mended.get(word, word) for word in cut(text))
