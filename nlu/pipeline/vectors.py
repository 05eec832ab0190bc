"""The e5 vector of a text: from the message's metadata, else from the model on disk."""

from __future__ import annotations

import base64
import binascii
import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from index.embed.onnx import FILE, OnnxEmbedder
from nlu.pipeline.model import Floats
from nlu.text import clean

MODELS: Final = "MILLENNIUM_MODELS"
FOLDER: Final = "multilingual-e5-small"
SIZE: Final = 384
log = logging.getLogger(__name__)


def model_folder() -> Path:
    """Where the built embedding model lies (MILLENNIUM_MODELS, default models/)."""
    return Path(os.environ.get(MODELS) or "models") / FOLDER


def find_encoder(folder: Path | None = None) -> OnnxEmbedder | None:
    """Load the embedding model; None, said once in the log, when it is not built."""
    place = folder or model_folder()
    if not (place / FILE).is_file():
        log.warning("no embedding model in %s: intents are told by words alone", place)
        return None
    return OnnxEmbedder(place)


def encode_all(encoder: OnnxEmbedder | None, texts: Sequence[str]) -> Floats | None:
    """Encode texts as customers' questions, one row each; None without an encoder."""
    return None if encoder is None else encoder.queries([clean(text) for text in texts])


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
