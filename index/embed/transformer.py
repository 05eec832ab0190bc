"""Any sentence-transformers model, by name or folder: the reference backend."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from sentence_transformers import SentenceTransformer

from index.embed.errors import EmbedderError
from index.embed.words import whole_words
from index.types import Vectors

# What models call their two sides; e5 models need these words even when they do not say so.
_QUERY_NAMES: Final = ("query", "search_query")
_PASSAGE_NAMES: Final = ("passage", "document", "search_document")


class TransformerEmbedder:
    """index.types.Embedder over sentence-transformers, in float32 on the CPU."""

    def __init__(self, name: str) -> None:
        try:
            self._model: Any = SentenceTransformer(name, device="cpu")
        except Exception as error:
            raise EmbedderError(
                f"EMBEDDING_MODEL {name!r} cannot be opened ({type(error).__name__}): give the "
                "folder of a sentence-transformers model, or unset it and run `make install`"
            ) from error
        self._name = name
        self._query = _prompt(self._model, _QUERY_NAMES, name, "query: ")
        self._passage = _prompt(self._model, _PASSAGE_NAMES, name, "passage: ")

    @property
    def model_id(self) -> str:
        return f"{Path(self._name).name}@{_revision(self._name, self._model)}"

    @property
    def size(self) -> int:
        return int(self._model.get_embedding_dimension())

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._query)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._passage)

    def words(self) -> frozenset[str]:
        """Return folded words that the vocabulary holds whole: well-spelt ones."""
        return whole_words(self._model.tokenizer.get_vocab())

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        found = self._model.encode(
            list(texts), prompt=prompt, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(found, np.float32).reshape(len(texts), self.size)


def _prompt(model: Any, names: Sequence[str], name: str, otherwise: str) -> str:
    own: dict[str, str] = model.prompts or {}
    told = next((own[key] for key in names if own.get(key)), "")
    return told or (otherwise if "e5" in Path(name).name.lower() else "")


def _revision(name: str, model: Any) -> str:
    """Tell one state of the weights from another: the hub's commit, or the files' sizes."""
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    commit = getattr(config, "_commit_hash", None)
    if commit:
        return str(commit)[:12]
    files = sorted(path for path in Path(name).rglob("*") if path.is_file())
    told = "\n".join(f"{path.name} {path.stat().st_size}" for path in files)
    return hashlib.sha256(told.encode()).hexdigest()[:12]
