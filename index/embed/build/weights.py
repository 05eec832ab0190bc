"""Reading the weights file: an "E5S1" header, a SentencePiece vocabulary, named tensors.

Layout, little-endian: magic and version; the shape (7 int32) and 8 bytes of its own use; piece
count and four special ids (5 int32); the pieces (blob length, offsets, scores, blob); a
normaliser table that is skipped; then a directory of tensors with absolute offsets.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embed.build.errors import BuildError

Floats = NDArray[np.float32]

_MAGIC = b"E5S1"
_BLOCK_VALUES = 32
_BLOCK_BYTES = 18  # one fp16 scale and 32 values of 4 bits


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the BERT encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of the unigram vocabulary; its place in the list is its id."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Weights:
    """A parsed weights file; tensors are decoded when asked for."""

    shape: Shape
    pieces: Sequence[Piece]
    content: bytes
    tensors: dict[str, tuple[int, int]]

    def plain(self, name: str, *shape: int) -> Floats:
        """A tensor stored as float32."""
        return np.frombuffer(self._bytes(name), "<f4").reshape(shape).copy()

    def quantised(self, name: str, rows: int, columns: int) -> Floats:
        """A matrix stored as ggml's Q4_0: blocks of 32 values, low nibbles first."""
        blocks = np.frombuffer(self._bytes(name), np.uint8)
        blocks = blocks.reshape(rows, columns // _BLOCK_VALUES, _BLOCK_BYTES)
        scales = blocks[:, :, :2].copy().view("<f2").astype(np.float32)
        nibbles = blocks[:, :, 2:]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype(np.float32)
        return ((values - 8) * scales).reshape(rows, columns)

    def _bytes(self, name: str) -> memoryview:
        if name not in self.tensors:
            raise BuildError(f"the weights file holds no tensor {name!r}")
        offset, size = self.tensors[name]
        return memoryview(self.content)[offset : offset + size]


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def numbers(self, layout: str) -> tuple[int, ...]:
        """Unpack integers by a struct layout."""
        found = struct.unpack_from(f"<{layout}", self._content, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return found

    def take(self, size: int) -> bytes:
        """The next `size` bytes."""
        self._at += size
        return self._content[self._at - size : self._at]


def read_weights(path: Path) -> Weights:
    """Parse a weights file; BuildError when it is not one or is cut short."""
    content = path.read_bytes()
    if content[:4] != _MAGIC:
        raise BuildError(f"{path} is no E5S1 weights file")
    try:
        return _parse(content)
    except (struct.error, ValueError) as error:
        raise BuildError(f"{path} is damaged: {error}") from error


def _parse(content: bytes) -> Weights:
    cursor = _Cursor(content)
    cursor.take(8)
    shape = Shape(*cursor.numbers("7i"))
    cursor.take(8)
    pieces = _pieces(cursor)
    _, skipped = cursor.numbers("iI")
    cursor.take(skipped)
    return Weights(shape, pieces, content, _directory(cursor))


def _pieces(cursor: _Cursor) -> list[Piece]:
    count, *_special_ids = cursor.numbers("5i")
    (blob_size,) = cursor.numbers("Q")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), "<f4").tolist()
    blob = cursor.take(blob_size)
    texts = [blob[offsets[i] : offsets[i + 1]].decode() for i in range(count)]
    return [Piece(text, score) for text, score in zip(texts, scores, strict=True)]


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int]]:
    (count,) = cursor.numbers("i")
    return dict(_entry(cursor) for _ in range(count))


def _entry(cursor: _Cursor) -> tuple[str, tuple[int, int]]:
    (length,) = cursor.numbers("H")
    name = cursor.take(length).decode()
    cursor.take(1)  # the kind of tensor, which its name tells too
    _values, offset, size = cursor.numbers("IQQ")
    return name, (offset, size)
