"""Documents scored by words and by meaning, joined into one score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index import weights
from index.dense import Ids
from index.filters.columns import Mask
from index.lexical.bm25 import Concept, known_share, naming, score
from index.lexical.postings import Floats
from index.shelf import Shelf
from index.types import Vectors


@dataclass(frozen=True, slots=True)
class Question:
    """What is ranked by: concepts, the query's vector and the weight of words.

    usual: the vector's mean cosine to goods in general.
    """

    concepts: tuple[Concept, ...]
    vector: Vectors
    lexical: float
    usual: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """One document with its scores, all in 0..1."""

    document: int
    score: float
    lexical: float
    dense: float


def weigh(shelf: Shelf, concepts: Sequence[Concept], language: str) -> float:
    """Return how much words count: less in a language that the catalog does not speak."""
    known = known_share(shelf.postings, concepts)
    native = known > 0.0 if language == "es" else known == 1.0
    return weights.LEXICAL if native else weights.LEXICAL_FOREIGN


def words_score(shelf: Shelf, concepts: Sequence[Concept]) -> Floats:
    """Score every document by words: by how much is covered, or by being named outright."""
    named = naming(shelf.postings, shelf.heads, concepts)
    return np.maximum(score(shelf.postings, concepts), weights.NAMED * named)


def rank(shelf: Shelf, question: Question, words: Floats, allowed: Mask) -> list[Ranked]:
    """Return the best of the allowed documents, best first; words: from words_score."""
    nearest, known = shelf.dense.search(question.vector, weights.CANDIDATES, allowed)
    worded = np.setdiff1d(_best(words, allowed), nearest)
    documents = np.concatenate([nearest, worded])
    cosines = np.concatenate([known, shelf.dense.cosines(question.vector, worded)])
    lexical, dense = words[documents], closeness(cosines - question.usual)
    share = question.lexical if question.concepts else 0.0
    total = share * lexical + (1 - share) * dense
    # Meaning may speak for itself where few words are shared.
    total = np.maximum(total, (1 - weights.LEXICAL_FOREIGN) * dense)
    # A product whose vector is not made yet is found by its words alone.
    total = np.where(cosines == 0.0, lexical, total)
    order = np.argsort(-total, kind="stable")
    return [
        Ranked(int(documents[at]), float(total[at]), float(lexical[at]), float(dense[at]))
        for at in order
    ]


def closeness(nearer: Vectors) -> Vectors:
    """Turn how much nearer a product is than goods in general into 0..1."""
    span = weights.FULL_NEARER - weights.NO_NEARER
    return np.clip((nearer - weights.NO_NEARER) / span, 0.0, 1.0)


def _best(words: Floats, allowed: Mask) -> Ids:
    found = np.flatnonzero((words > 0) & allowed)
    if len(found) > weights.CANDIDATES:
        top = np.argpartition(-words[found], weights.CANDIDATES)[: weights.CANDIDATES]
        found = found[top]
    return found.astype(np.int64)
