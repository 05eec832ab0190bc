"""The e5 vector of a text: from the message's metadata, else from the model on disk."""

from __future__ import annotations

import base64
import binascii
import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from nlu.pipeline.model import Floats
from nlu.text import clean

MODELS: Final = "MILLENNIUM_MODELS"
FOLDER: Final = "multilingual-e5-small"
SIZE: Final = 384
# Longer texts are cut: a wish is said in its first words.
_MOST_PIECES: Final = 128
log = logging.getLogger(__name__)


class Encoder(Protocol):
    """Texts to L2-normalised vectors."""

    def encode(self, text: str) -> Floats:
        """Return the query vector of one text, 384 floats."""
        ...


class OnnxEncoder:
    """multilingual-e5-small in 8 bits, one thread: about 2 ms a text."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model_int8.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_MOST_PIECES)

    def encode(self, text: str) -> Floats:
        pieces = self._tokenizer.encode(f"query: {clean(text)}")
        ids = np.array([pieces.ids], np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        found: Any = self._session.run(None, feed)
        return np.asarray(found[0][0], np.float32)


def model_folder() -> Path:
    """Where the built embedding model lies (MILLENNIUM_MODELS, default models/)."""
    return Path(os.environ.get(MODELS) or "models") / FOLDER


def find_encoder(folder: Path | None = None) -> Encoder | None:
    """Load the embedding model; None, said once in the log, when it is not built."""
    place = folder or model_folder()
    if not (place / "model_int8.onnx").is_file():
        log.warning("no embedding model in %s: intents are told by words alone", place)
        return None
    return OnnxEncoder(place)


def sent_vector(metadata: Mapping[str, Any] | None) -> Floats | None:
    """Read metadata["vector"]: base64 of 384 fp16 numbers; None where absent or damaged."""
    sent = (metadata or {}).get("vector")
    if not isinstance(sent, str):
        return None
    try:
        vector = np.frombuffer(base64.b64decode(sent, validate=True), np.float16)
    except (binascii.Error, ValueError):
        return None
    usable = vector.shape == (SIZE,) and bool(np.isfinite(vector).all())
    return vector.astype(np.float32) if usable else None


def encode_all(encoder: Encoder | None, texts: Sequence[str]) -> Floats | None:
    """Encode training texts, one row each; None without an encoder."""
    return None if encoder is None else np.stack([encoder.encode(text) for text in texts])
