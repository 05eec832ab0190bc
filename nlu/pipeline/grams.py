"""Word and character n-grams of a text, weighted by rarity: the sparse half of the features."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlu.text import clean, expand_abbreviations, fold

# The archive of a model stays below a megabyte with these.
MOST_WORD_GRAMS: Final = 5000
MOST_LETTER_GRAMS: Final = 10000
_LETTERS: Final = range(2, 6)
_PARTS = re.compile(r"\w+|\?")
_WORD_MARK, _LETTER_MARK = "w:", "c:"


@dataclass(frozen=True)
class Sparse:
    """One text's features: columns and their weights, each block of unit length."""

    columns: NDArray[np.int32]
    weights: NDArray[np.float32]


@dataclass(frozen=True)
class Vocabulary:
    """The n-grams that count, their columns and their rarity (idf)."""

    columns: Mapping[str, int]
    rarity: NDArray[np.float32]

    @property
    def terms(self) -> list[str]:
        return sorted(self.columns, key=self.columns.__getitem__)

    def weigh(self, text: str) -> Sparse:
        """Weigh the n-grams of one text; unknown ones are left out."""
        blocks = [self._block(counts) for counts in _counted(text)]
        return Sparse(
            np.concatenate([block.columns for block in blocks]),
            np.concatenate([block.weights for block in blocks]),
        )

    def _block(self, counts: Mapping[str, int]) -> Sparse:
        known = [(self.columns[gram], n) for gram, n in counts.items() if gram in self.columns]
        columns = np.array([column for column, _ in known], np.int32)
        times = np.array([n for _, n in known], np.float32)
        weights = (1.0 + np.log(times)) * self.rarity[columns] if known else times
        length = float(np.linalg.norm(weights)) or 1.0
        return Sparse(columns, (weights / length).astype(np.float32))


def normalise(text: str) -> str:
    """The form in which texts are compared: cleaned, written out, folded."""
    return fold(expand_abbreviations(clean(text)))


def learn_vocabulary(texts: Sequence[str]) -> Vocabulary:
    """Choose the n-grams that most texts share, ties in alphabetical order."""
    documents: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for text in texts:
        for seen, counts in zip(documents, _counted(text), strict=True):
            seen.update(counts.keys())
    kept = [
        *_commonest(documents[0], MOST_WORD_GRAMS),
        *_commonest(documents[1], MOST_LETTER_GRAMS),
    ]
    total = documents[0] + documents[1]
    rarity = [math.log((1 + len(texts)) / (1 + total[gram])) + 1.0 for gram in kept]
    columns = {gram: column for column, gram in enumerate(kept)}
    return Vocabulary(columns, np.array(rarity, np.float32))


def _commonest(seen: Mapping[str, int], most: int) -> list[str]:
    return sorted(seen, key=lambda gram: (-seen[gram], gram))[:most]


def _counted(text: str) -> tuple[Counter[str], Counter[str]]:
    parts: list[str] = _PARTS.findall(normalise(text))
    pairs = (f"{a} {b}" for a, b in pairwise(parts))
    word_grams = Counter(_WORD_MARK + gram for gram in (*parts, *pairs))
    return word_grams, Counter(_LETTER_MARK + gram for gram in _letter_grams(parts))


def _letter_grams(parts: Iterable[str]) -> Iterable[str]:
    for part in parts:
        padded = f" {part} "
        for length in _LETTERS:
            for start in range(max(1, len(padded) - length + 1)):
                yield padded[start : start + length]
