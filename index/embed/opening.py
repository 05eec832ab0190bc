"""Open the embedding model that the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.embed.errors import EmbedderError

if TYPE_CHECKING:
    from index.types import Embedder

BUILT: Final = "multilingual-e5-small"
"""The model that `make install` builds."""


def open_embedder(models: Path, name: str = BUILT) -> Embedder:
    """Open the built model's ONNX file from `models`, or any sentence-transformers model.

    name: "multilingual-e5-small", a folder (absolute, or inside `models`) or a model's public
    name. EmbedderError when it is not there.
    """
    if name == BUILT:
        return _built(models / BUILT)
    from index.embed.transformer import TransformerEmbedder  # noqa: PLC0415  loads torch

    inside = models / name
    return TransformerEmbedder(str(inside) if inside.is_dir() else name)


def _built(folder: Path) -> Embedder:
    from index.embed.onnx import FILE, OnnxEmbedder  # noqa: PLC0415  loads onnxruntime

    missing = [name for name in (FILE, "tokenizer.json") if not (folder / name).is_file()]
    if missing:
        raise EmbedderError(f"{folder} lacks {' and '.join(missing)}: run `make install`")
    return OnnxEmbedder(folder)
