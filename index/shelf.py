"""The products of one catalog in memory: rows of variants and the documents they share."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Final

import numpy as np

from index.dense import DenseIndex
from index.documents import NAME, heads, spoken, strengths
from index.filters.against import Traits
from index.filters.columns import Columns, Mask
from index.lexical.postings import Postings
from index.passage import passage_text
from index.spelling import Spelling
from index.types import Item, Vectors

# Stored vectors went through fp16: the same one read twice is not a new one.
_SAME: Final = 1e-3
Key = tuple[str, bytes]


class Shelf:
    """Keeps columns, words and vectors together. Not thread-safe: the owner holds a lock.

    Variants that differ in colour, size, price or stock alone share one document.
    """

    def __init__(self, size: int, language: Collection[str] = frozenset()) -> None:
        self.columns = Columns()
        self.postings = Postings()
        self.heads = Postings()
        self.spelling = Spelling(language)
        self.dense = DenseIndex(size)
        self.row_of: dict[int, int] = {}
        self.traits: dict[int, Traits] = {}
        self._rows: dict[int, set[int]] = {}
        self._document_of: dict[Key, int] = {}
        self._key_of: dict[int, Key] = {}
        self._words_of: dict[int, tuple[str, ...]] = {}
        self._free: deque[int] = deque()

    def __len__(self) -> int:
        return len(self.row_of)

    def item(self, row: int) -> Item:
        """Return the product of a row in use."""
        found = self.columns.items[row]
        if found is None:
            raise KeyError(f"row {row} is empty")
        return found

    def rows_of(self, document: int) -> Iterable[int]:
        """Return the rows of the variants that share a document."""
        return self._rows.get(document, ())

    def documents(self, rows: Mask) -> Mask:
        """Turn a mask of rows into the mask of their documents."""
        found = np.zeros(self.postings.room, np.bool_)
        found[self.columns.document[: len(rows)][rows]] = True
        return found

    def of_kind(self, kind: tuple[str, ...]) -> Mask:
        """Say for each row whether its product's category, or else its name, is of a kind."""
        named = np.ones(self.postings.room, np.bool_)
        for term in kind:
            places, strengths = self.postings.of(term)
            named &= np.isin(np.arange(len(named)), places[strengths >= NAME])
        return self.columns.of_kind(kind) | named[self.columns.document[: len(self.columns.items)]]

    def put(self, item: Item) -> int:
        """Add or replace a product; return its document."""
        key = _key(item)
        row = self.row_of.get(item.id)
        if row is not None and self._key_of[int(self.columns.document[row])] != key:
            self.drop(item.id)
            row = None
        document = self._document_of.get(key)
        if document is None:
            document = self._new_document(item, key)
        row = self.columns.put(item, document, row)
        # Long texts have become words and a vector; kept again they would fill the memory.
        self.columns.items[row] = replace(item, description="", attributes=())
        self.row_of[item.id] = row
        self._rows[document].add(row)
        return document

    def drop(self, item_id: int) -> Item | None:
        """Take a product out; return it, None when it was not there."""
        row = self.row_of.pop(item_id, None)
        if row is None:
            return None
        item, document = self.item(row), int(self.columns.document[row])
        self.columns.drop(row)
        self._rows[document].discard(row)
        if not self._rows[document]:
            self._drop_document(document)
        return item

    def put_vectors(self, vectors: Mapping[int, Vectors]) -> None:
        """Keep vectors by document; those that are there already cost nothing."""
        new = {one: row for one, row in vectors.items() if not self._has(one, row)}
        if new:
            self.dense.put(list(new), np.stack([row.reshape(-1) for row in new.values()]))

    def _has(self, document: int, vector: Vectors) -> bool:
        if document not in self.dense:
            return False
        return bool(np.abs(self.dense.vector(document) - vector.reshape(-1)).max() < _SAME)

    def _new_document(self, item: Item, key: Key) -> int:
        document = self._number()
        self.postings.add(document, strengths(item))
        self.heads.add(document, heads(item))
        self._words_of[document] = spoken(item)
        self.traits[document] = Traits.of(item)
        self.spelling.add(self._words_of[document])
        self._document_of[key], self._key_of[document] = document, key
        self._rows[document] = set()
        return document

    def _number(self) -> int:
        ready = bool(self._free) and self.postings.free(self._free[0])
        if ready and self.heads.free(self._free[0]):
            return self._free.popleft()
        return self.postings.room

    def _drop_document(self, document: int) -> None:
        self.postings.remove(document)
        self.heads.remove(document)
        self.spelling.remove(self._words_of.pop(document))
        self.dense.remove([document])
        del self.traits[document]
        del self._document_of[self._key_of.pop(document)], self._rows[document]
        self._free.append(document)


def _key(item: Item) -> Key:
    """Name a document: the product, and a digest of all that is said about it."""
    told = f"{passage_text(item)}\x00{item.description}".encode(errors="replace")
    return item.group or f"\x00{item.id}", blake2b(told, digest_size=16).digest()
