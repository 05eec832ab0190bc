"""Documents ranked by what words and meaning say of them, and whether the best is an answer.

Both judgements are linear in the evidence, fitted on judged queries (see index.weights).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index import weights
from index.concepts import Likely
from index.dense import Ids
from index.filters.against import Against
from index.filters.columns import Mask
from index.lexical.bm25 import Concept, evidence, naming
from index.lexical.postings import Floats
from index.shelf import Shelf
from index.types import Vectors


@dataclass(frozen=True, slots=True)
class Meant:
    """A vector of the question. usual: its mean cosine to goods in general."""

    vector: Vectors
    usual: float


@dataclass(frozen=True, slots=True)
class Question:
    """What is ranked by.

    asked: as the customer wrote it; told: its content words as this shop says them.
    heads: concepts that say which thing is wanted. likely: goods that others who tell such a
    thing need. story: whether it tells more than a wish. against: what it rules out.
    """

    asked: Meant
    told: Meant
    concepts: tuple[Concept, ...]
    heads: tuple[Concept, ...]
    likely: Likely
    story: bool
    against: Against


@dataclass(frozen=True, slots=True)
class Words:
    """What words say of every document: shares in 0..1, but amount in words of the rarest kind.

    covered: of the question; named: how surely it is the thing itself that is wanted.
    needed: how near (in cosine) the question is to what others tell who need it.
    """

    covered: Floats
    amount: Floats
    named: Floats
    needed: Floats


@dataclass(frozen=True, slots=True)
class Ranked:
    """One document. score: log odds against other documents; the others in 0..1."""

    document: int
    score: float
    lexical: float
    dense: float


def read_words(shelf: Shelf, question: Question) -> Words:
    """Say for every document what the question's words say of it."""
    found = evidence(shelf.postings, question.concepts)
    named = naming(shelf.postings, shelf.heads, question.heads)
    return Words(found.covered, found.amount, named, _needed(shelf, question.likely))


def rank(shelf: Shelf, question: Question, words: Words, allowed: Mask) -> list[Ranked]:
    """Return the best of the allowed documents, best first."""
    ranking = weights.RANKING[question.story]
    asked, told, *_ = ranking
    mixed: Vectors = np.asarray(
        asked * question.asked.vector + told * question.told.vector, np.float32
    )
    nearest, _ = shelf.dense.search(mixed, weights.CANDIDATES, allowed)
    fresh = allowed.copy()
    fresh[nearest] = False
    worded = _best(words.amount + words.needed, allowed)
    worded = np.sort(worded[fresh[worded]])
    documents = np.concatenate([nearest, worded])
    found = measured(shelf, question, words, documents)
    total = found @ np.array(ranking, np.float32)
    shown = closeness(found[:, :2].mean(axis=1))
    order = np.argsort(-total, kind="stable")
    return [
        Ranked(int(documents[at]), float(total[at]), float(found[at, 2]), float(shown[at]))
        for at in order
    ]


def measured(shelf: Shelf, question: Question, words: Words, documents: Ids) -> Vectors:
    """Return the evidence for documents, a row each, columns as in weights.EVIDENCE."""
    meaning = nearer(shelf, (question.asked, question.told), documents)
    columns = (words.covered, words.amount, words.named, words.needed)
    said = [column[documents] for column in columns]
    said.append(ruled_out(shelf, question.against, documents))
    return np.column_stack([meaning, *said]).astype(np.float32)


def ruled_out(shelf: Shelf, against: Against, documents: Ids) -> Floats:
    """Return how much of each document the question rules out."""
    if not against:
        return np.zeros(len(documents), np.float32)
    traits = [shelf.traits.get(int(one)) for one in documents]
    counted = [against.count(one) if one else 0 for one in traits]
    held = [shelf.postings.of(term)[0] for term in against.unwanted]
    worded = np.isin(documents, np.concatenate(held)) if held else False
    return np.asarray(np.array(counted) + worded, np.float32)


def worth(shelf: Shelf, question: Question, words: Words, best: Ranked) -> float:
    """Return the log odds that the best document is what was asked for."""
    found = measured(shelf, question, words, np.array([best.document], np.int64))[0]
    said = said_by_itself(shelf, question)
    whole = (1.0, *found.tolist(), *said)
    worth = weights.WORTH[question.story]
    return sum(weight * value for weight, value in zip(worth, whole, strict=True))


def said_by_itself(shelf: Shelf, question: Question) -> tuple[float, ...]:
    """Return what the question says whatever is sold, columns as told in weights.WORTH."""
    stranger = question.likely.stranger if question.story else 0.0
    return *missing(shelf, question.heads), stranger


def missing(shelf: Shelf, heads: Sequence[Concept]) -> tuple[bool, bool]:
    """Say whether no product is what is wanted: of a known kind of goods, or of no known one."""
    sold = [naming(shelf.postings, shelf.heads, [head]).max(initial=0.0) for head in heads]
    if not heads or max(sold) >= weights.SOLD:
        return False, False
    known = any(head.known for head in heads)
    return known, not known


def nearer(shelf: Shelf, meant: Sequence[Meant], documents: Ids) -> Vectors:
    """Return how much nearer (in cosine) than goods in general documents are, a row each.

    A product whose vector is not made yet is taken for one of middling likeness.
    """
    vectors = np.concatenate([one.vector.reshape(1, -1) for one in meant])
    usual = np.array([one.usual for one in meant], np.float32)
    cosines = shelf.dense.cosines(vectors, documents)
    return np.where(cosines == 0.0, weights.MIDDLING, cosines - usual)


def closeness(near: Vectors) -> Vectors:
    """Turn how much nearer a product is than goods in general into 0..1."""
    span = weights.FULL_NEARER - weights.NO_NEARER
    return np.clip((near - weights.NO_NEARER) / span, 0.0, 1.0)


def probability(log_odds: float) -> float:
    """Turn log odds into 0..1."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, log_odds))))


def _needed(shelf: Shelf, likely: Likely) -> Floats:
    found = np.zeros(shelf.postings.room, np.float32)
    for concept, near in likely.goods:
        np.maximum(found, near * naming(shelf.postings, shelf.heads, [concept]), out=found)
    return found


def _best(words: Floats, allowed: Mask) -> Ids:
    found = np.flatnonzero((words > 0) & allowed)
    if len(found) > weights.CANDIDATES:
        top = np.argpartition(-words[found], weights.CANDIDATES)[: weights.CANDIDATES]
        found = found[top]
    return found.astype(np.int64)
