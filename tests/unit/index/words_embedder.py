"""An embedder of words alone: likeness is shared stems. Small, exact and without a model."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from index.terms import terms
from index.types import Vectors

SIZE = 1024


class WordsEmbedder:
    """index.types.Embedder whose cosine is the share of stems in common."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    @property
    def model_id(self) -> str:
        return "words@1"

    @property
    def size(self) -> int:
        return SIZE

    def queries(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return np.stack([_vector(text) for text in texts])

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([_vector(text) for text in texts])


def _vector(text: str) -> Vectors:
    found = np.zeros(SIZE, np.float32)
    for term in terms(text):
        found[int.from_bytes(blake2b(term.encode(), digest_size=2).digest()) % SIZE] += 1
    length = float(np.linalg.norm(found))
    return found / length if length else found
