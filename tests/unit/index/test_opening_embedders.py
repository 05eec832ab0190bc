"""Opening a model that is not there says how to get it."""

from pathlib import Path

import pytest

from index.embed import EmbedderError, open_embedder
from index.embed.words import whole_words


def test_a_missing_model_is_mended_by_install(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"lacks model_int8\.onnx and tokenizer\.json.*make"):
        open_embedder(tmp_path, "multilingual-e5-small")


def test_a_damaged_model_is_mended_by_install(tmp_path: Path) -> None:
    folder = tmp_path / "multilingual-e5-small"
    folder.mkdir()
    for name in ("model_int8.onnx", "tokenizer.json"):
        (folder / name).write_text("{}")
    with pytest.raises(EmbedderError, match="make install"):
        open_embedder(tmp_path)


def test_whole_words_of_a_vocabulary_are_folded() -> None:
    assert whole_words(["▁camión", "▁de", "ción", "▁3", "▁Reloj"]) == {"camion", "reloj"}
