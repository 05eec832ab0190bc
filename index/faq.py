"""Questions about the shop, answered from its FAQ or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

import numpy as np

from index import weights
from index.answers.matters import matters_of
from index.background import TALK, background
from index.lexical.bm25 import Alternative, Concept, score
from index.lexical.postings import Postings
from index.terms import stems, terms
from index.types import Answer, Asked, Embedder, Faq, Vectors
from nlu.text import expand_abbreviations, fold, guess_language

_STRENGTH: Final = 3.0
LONGEST: Final = 600
# Words with which anything is asked.
_ASKING: Final = frozenset(
    stems(
        "vende venden vendes tiene tienen tienes tenes hay maneja manejan puedo puede pueden "
        "puedes quiero quisiera necesito busco hacen hace dan da acepta aceptan compran ofrecen si "
        "hola buenas tardes dias ustedes ahi aqui algo ver saber tienda local negocio".split()
    )
)
# An entry about the question's own matter is an answer, and the more so the more it is alike;
# one about another matter counts so much less.
_SAME_MATTER: Final = 0.5
_OTHER_MATTER: Final = 0.7
# "¿Tienen wifi en la tienda?" asks for wifi; where it would be is no matter of the question.
_HAS: Final = re.compile(
    r"^[¿\s]*(?:(?:y|oiga|oye|disculpe?|hola)\s*,?\s*)*"
    r"(?:(?:(?:ah[ií]|all[aá])\s+)?en\s+(?:la|el|su|tu)\s+(?P<before>tienda|local|sucursal|negocio)\s+)?"
    r"(?P<has>(?:tienen?|tienes|ten[eé]s|hay|cuentan?\s+con|dan|existe|aceptan|dejan)\s+.+?)"
    r"(?:\s+(?:ah[ií]\s+|all[aá]\s+)?(?:en|dentro\s+de|a)\s+(?:la|el|su|tu)\s+"
    r"(?P<behind>tienda|local|sucursal|negocio))?[?!.\s]*$",
    re.IGNORECASE,
)
_SELLING: Final = re.compile(r"\b(?:vend|manej)(?:e|en|es|a|an|as)\b")


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The FAQ as it is searched: each way of asking is a row.

    said: every term of each entry's questions. matters: what its first question is about, and
    what any of them is.
    """

    entries: tuple[Faq, ...]
    owner: tuple[int, ...]
    said: tuple[frozenset[str], ...]
    matters: tuple[tuple[frozenset[str], frozenset[str]], ...]
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
        asked = _without_place(asked)
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
        scores = share * words + (1 - share) * dense
        trusted = scores * _trust(loaded, asked.text, native=share > 0)
        return _by_matter(loaded, asked.text, np.asarray(trusted, np.float32))

    def _read(self, entries: tuple[Faq, ...]) -> _Loaded:
        postings, owner, texts = Postings(), list[int](), list[str]()
        for place, entry in enumerate(entries):
            for text in (entry.question, *entry.alternatives):
                postings.add(len(texts), dict.fromkeys(terms(text), _STRENGTH))
                owner.append(place)
                texts.append(text)
        every = [[entry.question, *entry.alternatives] for entry in entries]
        said = tuple(frozenset(term for text in one for term in terms(text)) for one in every)
        matters = tuple(map(_matters, entries))
        vectors = self._embedder.passages(texts)
        return _Loaded(entries, tuple(owner), said, matters, vectors, postings)


def _without_place(asked: Asked) -> Asked:
    """Leave out that something would be in the shop; where it is remains a question."""
    has = _HAS.match(asked.text)
    return Asked(has["has"]) if has and (has["before"] or has["behind"]) else asked


def _trust(loaded: _Loaded, text: str, *, native: bool) -> Vectors:
    """Return how far each row is trusted: less where its entry has none of the telling words.

    "¿Venden helicópteros?" is said as "¿venden por mayoreo?" is, and about something else.
    """
    written = expand_abbreviations(text[:LONGEST])
    telling = {term for term in terms(written) if term not in _ASKING}
    goods = bool(_SELLING.search(fold(written)))
    doubt = weights.FAQ_GOODS if goods else weights.FAQ_STRANGER
    strange = [native and bool(telling) and not telling & said for said in loaded.said]
    return np.array([doubt if strange[one] else 1.0 for one in loaded.owner], np.float32)


def _matters(entry: Faq) -> tuple[frozenset[str], frozenset[str]]:
    own = matters_of(fold(entry.question))
    return own, own.union(*(matters_of(fold(text)) for text in entry.alternatives))


def _by_matter(loaded: _Loaded, text: str, scores: Vectors) -> Vectors:
    """Raise the entries that are about the question's matter, lower those about another."""
    asked = matters_of(fold(expand_abbreviations(text[:LONGEST])))
    if not asked:
        return scores
    own = np.array([bool(loaded.matters[one][0] & asked) for one in loaded.owner])
    every = np.array([bool(loaded.matters[one][1] & asked) for one in loaded.owner])
    told = np.array([bool(loaded.matters[one][1]) for one in loaded.owner])
    raised = _SAME_MATTER + (1 - _SAME_MATTER) * scores
    lowered = np.where(told & ~every, scores * _OTHER_MATTER, scores)
    return np.asarray(np.where(own, raised, lowered), np.float32)
