"""Which documents hold which term, and how strongly; documents come and go one by one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

# Removed documents stay in the lists until this share of all is removed.
_GARBAGE: Final = 0.25
_LEAST_GARBAGE: Final = 1_000


class Postings:
    """An inverted index in memory. Not thread-safe: the owner holds a lock."""

    def __init__(self) -> None:
        self._places: dict[str, array[int]] = {}
        self._strengths: dict[str, array[float]] = {}
        self._count: dict[str, int] = {}
        self._own: dict[int, tuple[str, ...]] = {}
        self._garbage: set[int] = set()
        self._lengths = array("f")
        self._total = 0.0

    def __len__(self) -> int:
        return len(self._own)

    @property
    def room(self) -> int:
        """One more than the highest document number in use."""
        return len(self._lengths)

    @property
    def average(self) -> float:
        """Average length of a document, in weighted terms."""
        return self._total / len(self._own) if self._own else 1.0

    @property
    def lengths(self) -> Floats:
        """Length of each document by number."""
        return np.array(self._lengths, np.float32)

    def vocabulary(self) -> Iterable[str]:
        """Return every term that some document holds."""
        return self._count.keys()

    def frequency(self, term: str) -> int:
        """Return how many documents hold a term."""
        return self._count.get(term, 0)

    def together(self, terms: Sequence[str]) -> bool:
        """Whether some document holds all of the terms; one removed a while ago may still count."""
        if not terms or not all(map(self.frequency, terms)):
            return False
        rarest, *others = sorted(set(terms), key=self.frequency)
        left = set(self._places[rarest])
        for term in others:
            left.intersection_update(self._places[term])
        return bool(left)

    def free(self, document: int) -> bool:
        """Whether a document number may be used for a new document."""
        return document not in self._own and document not in self._garbage

    def add(self, document: int, strengths: Mapping[str, float]) -> None:
        """Put in a document whose number is free; strengths: weighted count by term."""
        if not self.free(document):
            raise ValueError(f"document {document} is in the index already")
        while len(self._lengths) <= document:
            self._lengths.append(0.0)
        for term, strength in strengths.items():
            self._places.setdefault(term, array("i")).append(document)
            self._strengths.setdefault(term, array("f")).append(strength)
            self._count[term] = self._count.get(term, 0) + 1
        self._own[document] = tuple(strengths)
        self._lengths[document] = sum(strengths.values())
        self._total += self._lengths[document]

    def remove(self, document: int) -> None:
        """Take out a document."""
        for term in self._own.pop(document):
            self._count[term] -= 1
            if not self._count[term]:
                del self._count[term], self._places[term], self._strengths[term]
        self._total -= self._lengths[document]
        self._garbage.add(document)
        if len(self._garbage) > max(_LEAST_GARBAGE, _GARBAGE * len(self._own)):
            self._collect()

    def of(self, term: str) -> tuple[Ints, Floats]:
        """Return the documents that hold a term and how strongly; removed ones may be there too."""
        if term not in self._count:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        return np.array(self._places[term], np.int32), np.array(self._strengths[term], np.float32)

    def _collect(self) -> None:
        gone = np.fromiter(self._garbage, np.int32)
        for term in self._count:
            places, strengths = self.of(term)
            keep = ~np.isin(places, gone)
            self._places[term] = array("i", places[keep].tobytes())
            self._strengths[term] = array("f", strengths[keep].tobytes())
        self._garbage.clear()
