"""Questions about the shop, answered from its FAQ or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

import numpy as np

from index import weights
from index.background import TALK, background
from index.lexical.bm25 import Alternative, Concept, score
from index.lexical.postings import Postings
from index.terms import terms
from index.types import Answer, Asked, Embedder, Faq, Vectors
from nlu.text import expand_abbreviations, guess_language

_STRENGTH: Final = 3.0
LONGEST: Final = 600


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The FAQ as it is searched: each way of asking is a row."""

    entries: tuple[Faq, ...]
    owner: tuple[int, ...]
    vectors: Vectors
    postings: Postings


class FaqIndex:
    """Answers of one shop. Thread-safe: loading replaces everything at once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._usual = background(embedder, TALK)
        self._loaded: _Loaded | None = None
        self._loading = Lock()

    def load(self, entries: Sequence[Faq]) -> None:
        """Make these the shop's answers, in place of the ones before."""
        with self._loading:
            self._loaded = self._read(tuple(entries)) if entries else None

    def answer(self, asked: Asked) -> Answer | None:
        """Return the entry that the question asks for, None below the threshold."""
        ranked = self.ranked(asked)
        if not ranked or ranked[0][1] < weights.FAQ_THRESHOLD:
            return None
        entry, best = ranked[0]
        return Answer(entry.answer, f"faq:{entry.id}", round(best, 4))

    def ranked(self, asked: Asked) -> list[tuple[Faq, float]]:
        """Return every entry with its score in 0..1, best first."""
        loaded = self._loaded
        if loaded is None or not asked.text.strip():
            return []
        scores = self._scores(loaded, asked)
        best: dict[int, float] = {}
        for owner, value in zip(loaded.owner, scores, strict=True):
            best[owner] = max(best.get(owner, 0.0), float(value))
        order = sorted(best, key=lambda one: -best[one])
        return [(loaded.entries[one], best[one]) for one in order]

    def _scores(self, loaded: _Loaded, asked: Asked) -> Vectors:
        found = asked.vector
        vector = self._embedder.queries([asked.text]) if found is None else np.asarray(found)
        flat = vector.reshape(-1)
        nearer = loaded.vectors @ flat - float(self._usual @ flat)
        dense = np.clip(nearer / weights.FAQ_FULL_NEARER, 0.0, 1.0)
        said = dict.fromkeys(terms(expand_abbreviations(asked.text[:LONGEST])))
        concepts = [Concept((Alternative((term,)),)) for term in said]
        words = score(loaded.postings, concepts)
        # Words in another language than the FAQ's say nothing; the meaning speaks for itself.
        share = weights.FAQ_LEXICAL if guess_language(asked.text) == "es" else 0.0
        return np.asarray(share * words + (1 - share) * dense, np.float32)

    def _read(self, entries: tuple[Faq, ...]) -> _Loaded:
        postings, owner, texts = Postings(), list[int](), list[str]()
        for place, entry in enumerate(entries):
            for text in (entry.question, *entry.alternatives):
                postings.add(len(texts), dict.fromkeys(terms(text), _STRENGTH))
                owner.append(place)
                texts.append(text)
        return _Loaded(entries, tuple(owner), self._embedder.passages(texts), postings)
