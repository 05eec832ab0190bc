"""BM25 over postings, as a share of the most that the question could get."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from index.lexical.postings import Floats, Postings

# Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009); short texts, so that
# length says little.
K1: Final = 1.2
B: Final = 0.3
# A word that no product has counts this share of the rarest word's weight.
UNKNOWN: Final = 0.9
# A term in a product's name (strength 3, see index.documents) reaches its full weight.
FULL: Final = (3 + K1) / 3


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way of saying a concept: all of its terms together, worth `weight`."""

    terms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a question asks for; the best of its alternatives counts.

    known: whether it is a word of the trade, whatever this shop sells.
    """

    alternatives: tuple[Alternative, ...]
    weight: float = 1.0
    known: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What words say of each document number.

    covered: share of the question in 0..1, 1 where all concepts stand in the name; concepts that
    no document knows lower it, so that a question about something the shop lacks does not rank
    high by its lesser words. amount: how much was matched, in words of the rarest kind.
    """

    covered: Floats
    amount: Floats


def evidence(postings: Postings, concepts: Sequence[Concept]) -> Evidence:
    """Weigh what the concepts say of every document."""
    total = np.zeros(postings.room, np.float32)
    norm = K1 * (1 - B + B * postings.lengths / postings.average)
    bound = 0.0
    for concept in concepts:
        known = [one for one in concept.alternatives if _known(postings, one)]
        weight = concept.weight * _rarity(postings, known)
        bound += weight
        if known:
            total += weight * _concept(postings, known, norm)
    covered = np.minimum(total / bound, 1.0) if bound else total
    return Evidence(covered, total / math.log(len(postings) + math.e))


def score(postings: Postings, concepts: Sequence[Concept]) -> Floats:
    """Score every document number in 0..1 by how much of the question it covers."""
    return evidence(postings, concepts).covered


def naming(postings: Postings, heads: Postings, concepts: Sequence[Concept]) -> Floats:
    """Say for each document, 0..1, how surely one of the concepts names it outright.

    heads: postings of the terms that say what a document is, and how surely. Long messages tell
    a whole story around the one word that matters.
    """
    found = np.zeros(postings.room, np.float32)
    for concept in concepts:
        for one in concept.alternatives:
            places, strengths = heads.of(one.terms[0])
            if len(places) and _known(postings, one):
                held = np.ones(len(places), np.bool_)
                if len(one.terms) > 1:
                    held = _saturation(postings, one.terms, postings.lengths)[places] > 0
                sure = min(concept.weight, 1.0) * one.weight * held * strengths
                found[places] = np.maximum(found[places], sure)
    return found


def known_share(postings: Postings, concepts: Sequence[Concept]) -> float:
    """Return the share of the concepts that some document knows."""
    known = [any(_known(postings, one) for one in concept.alternatives) for concept in concepts]
    return sum(known) / len(known) if known else 0.0


def _known(postings: Postings, alternative: Alternative) -> bool:
    return all(postings.frequency(term) for term in alternative.terms)


def _rarity(postings: Postings, known: Sequence[Alternative]) -> float:
    """Inverse document frequency of a concept: its alternatives count as one word."""
    count = len(postings)
    if not known:
        return UNKNOWN * math.log(count + 1)
    held = sum(min(postings.frequency(term) for term in one.terms) for one in known)
    return math.log(1 + count / (min(held, count) + 0.5))


def _concept(postings: Postings, known: Sequence[Alternative], norm: Floats) -> Floats:
    best = np.zeros(postings.room, np.float32)
    for alternative in known:
        found = _saturation(postings, alternative.terms, norm)
        np.maximum(best, alternative.weight * found, out=best)
    return best


def _saturation(postings: Postings, terms: Sequence[str], norm: Floats) -> Floats:
    """Score documents that hold all terms, 0..1 by how strongly; the others 0."""
    total = np.zeros(postings.room, np.float32)
    held = np.zeros(postings.room, np.int8)
    distinct = set(terms)
    for term in distinct:
        places, strengths = postings.of(term)
        total[places] += strengths / (strengths + norm[places]) * (FULL / len(distinct))
        held[places] += 1
    total[held < len(distinct)] = 0.0
    return total
