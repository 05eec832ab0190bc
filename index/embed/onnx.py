"""The built model in eight bits through onnxruntime: about 2 ms a query on one thread."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from index.embed.errors import EmbedderError
from index.embed.words import whole_words
from index.types import Vectors

FILE: Final = "model_int8.onnx"
QUERY: Final = "query: "
PASSAGE: Final = "passage: "
# Texts of like length are encoded together, so that little is spent on padding.
BATCH: Final = 16
# Cost grows with the square of the length, and a product is told in its first sentences.
MOST_PIECES: Final = 256


class OnnxEmbedder:
    """index.types.Embedder over a built model folder. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        options: Any = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / FILE), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise EmbedderError(f"{folder} is damaged ({error}): run `make install`") from error
        self._tokenizer.enable_truncation(MOST_PIECES)
        self._size = int(self._session.get_outputs()[0].shape[1])
        self._model_id = model_id(folder)
        self._words = whole_words(self._tokenizer.get_vocab())

    @property
    def model_id(self) -> str:
        return self._model_id

    @property
    def size(self) -> int:
        return self._size

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode([QUERY + text for text in texts])

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode([PASSAGE + text for text in texts])

    def words(self) -> frozenset[str]:
        """Return folded words that the vocabulary holds whole: well-spelt ones."""
        return self._words

    def _encode(self, texts: Sequence[str]) -> Vectors:
        # Variants of one product share their text: each text is encoded once.
        distinct = list(dict.fromkeys(texts))
        place = {text: row for row, text in enumerate(distinct)}
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(distinct)]
        vectors = np.zeros((len(distinct), self._size), np.float32)
        for rows in _by_length(pieces):
            vectors[rows] = self._run([pieces[row] for row in rows])
        return vectors[[place[text] for text in texts]]

    def _run(self, pieces: Sequence[Sequence[int]]) -> Vectors:
        longest = max(map(len, pieces))
        ids = np.ones((len(pieces), longest), np.int64)
        mask = np.zeros_like(ids)
        for row, own in enumerate(pieces):
            ids[row, : len(own)] = own
            mask[row, : len(own)] = 1
        found = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return np.asarray(found, np.float32)


def model_id(folder: Path) -> str:
    """Name and revision of a built folder: "multilingual-e5-small@a0d3e5a5c658"."""
    about = folder / "about.json"
    if not about.is_file():
        raise EmbedderError(f"{folder} lacks about.json: run `make install`")
    told: dict[str, Any] = json.loads(about.read_text("utf-8"))
    return f"{told['name']}@{str(told['onnx'])[:12]}"


def _by_length(pieces: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    order = sorted(range(len(pieces)), key=lambda row: len(pieces[row]))
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]
