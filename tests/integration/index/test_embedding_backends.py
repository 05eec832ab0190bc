"""The ONNX file and the sentence-transformers folder of one model say the same."""

from pathlib import Path

import numpy as np
import pytest

from index.embed import EmbedderError, open_embedder
from index.types import KnowsWords

TEXTS = [
    "tenis para correr del 27",
    "¿son impermeables?",
    "Chamarra impermeable con costuras selladas y capucha que se guarda en el cuello.",
    "quero um tênis preto",
    "",
]


def test_both_backends_agree(models: Path) -> None:
    built = open_embedder(models)
    reference = open_embedder(models, str((models / "multilingual-e5-small").resolve()))
    assert built.size == reference.size == 384
    for one, other in (
        (built.queries(TEXTS), reference.queries(TEXTS)),
        (built.passages(TEXTS), reference.passages(TEXTS)),
    ):
        assert one.dtype == np.float32
        assert float((one * other).sum(axis=1).min()) >= 0.99
    assert built.model_id != reference.model_id


def test_a_text_has_one_vector_whatever_stands_beside_it(models: Path) -> None:
    embedder = open_embedder(models)
    alone = embedder.passages([TEXTS[0]])
    beside = embedder.passages([*TEXTS, TEXTS[0]])
    assert np.allclose(np.linalg.norm(beside, axis=1), 1.0, atol=1e-3)
    assert np.array_equal(beside[0], beside[-1])
    assert float(alone[0] @ beside[0]) > 0.995


def test_the_vocabulary_tells_well_spelt_words(models: Path) -> None:
    embedder = open_embedder(models)
    assert isinstance(embedder, KnowsWords)
    assert {"zapatos", "pantalon"} <= embedder.words()
    assert "pantufals" not in embedder.words()


def test_an_unknown_model_is_told_with_the_mend(models: Path) -> None:
    with pytest.raises(EmbedderError, match="EMBEDDING_MODEL"):
        open_embedder(models, str(models / "no-such-model"))
