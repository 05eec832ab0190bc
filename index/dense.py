"""Finding by meaning: vectors of documents in a faiss index, fp16 in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import faiss
import numpy as np
from numpy.typing import NDArray

from index.types import Vectors

Ids = NDArray[np.int64]
Mask = NDArray[np.bool_]
_LOST: Final = -1


class DenseIndex:
    """Vectors by document number. Not thread-safe: the owner holds a lock."""

    def __init__(self, size: int) -> None:
        fp16 = faiss.IndexScalarQuantizer(
            size, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        self._index: Any = faiss.IndexIDMap2(fp16)
        self._size = size
        self._held: set[int] = set()

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, document: int) -> bool:
        return document in self._held

    def put(self, documents: Sequence[int], vectors: Vectors) -> None:
        """Add or replace vectors; rows of `vectors` belong to `documents`, each named once."""
        self.remove(documents)
        ids = np.asarray(documents, np.int64)
        rows = np.ascontiguousarray(vectors, np.float32).reshape(len(ids), self._size)
        self._index.add_with_ids(rows, ids)
        self._held.update(documents)

    def remove(self, documents: Sequence[int]) -> None:
        """Take vectors out; those that are not there do not matter."""
        gone = self._held.intersection(documents)
        if gone:
            self._index.remove_ids(np.fromiter(gone, np.int64))
            self._held -= gone

    def vector(self, document: int) -> Vectors:
        """Return the vector of a document that has one."""
        return np.asarray(self._index.reconstruct(int(document)), np.float32)

    def search(self, query: Vectors, most: int, allowed: Mask) -> tuple[Ids, Vectors]:
        """Return the nearest documents whose number is allowed, and their cosines."""
        most = min(most, len(self._held))
        if not most:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        # Searches of several conversations run side by side: each keeps to its own core.
        faiss.omp_set_num_threads(1)
        bits = np.packbits(allowed, bitorder="little")
        selector = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
        wanted = faiss.SearchParameters()
        wanted.sel = selector
        row = np.ascontiguousarray(query, np.float32).reshape(1, self._size)
        cosines, ids = self._index.search(row, most, params=wanted)
        found = ids[0] != _LOST
        return ids[0][found], cosines[0][found]

    def cosines(self, queries: Vectors, documents: Ids) -> Vectors:
        """Return each document's cosine to each query, a row a document; 0 without a vector."""
        rows = queries.reshape(-1, self._size)
        found = np.zeros((len(documents), len(rows)), np.float32)
        held = [place for place, one in enumerate(documents.tolist()) if one in self._held]
        if held:
            keys = np.ascontiguousarray(documents[held], np.int64)
            found[held] = self._index.reconstruct_batch(keys) @ rows.T
        return found
