import base64
import logging
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from nlu.pipeline.vectors import encode_all, find_encoder, model_folder, sent_vector

# Read before the tiny shop hides it.
BUILT = model_folder()


def packed(numbers: NDArray[np.float64]) -> str:
    return base64.b64encode(numbers.astype(np.float16).tobytes()).decode()


def test_a_sent_vector_is_read_back() -> None:
    sent = np.linspace(-1, 1, 384)
    found = sent_vector({"vector": packed(sent)})
    assert found is not None
    assert np.allclose(found, sent, atol=1e-3)


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        {},
        {"vector": None},
        {"vector": "not base64!"},
        {"vector": packed(np.zeros(3))},
        {"vector": packed(np.full(384, np.nan))},
        {"vector": [0.0] * 384},
        {"vector": "A"},
    ],
)
def test_an_absent_or_damaged_vector_is_none(metadata: dict[str, object] | None) -> None:
    assert sent_vector(metadata) is None


def test_a_missing_embedding_model_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert find_encoder(tmp_path) is None
    assert [record.getMessage() for record in caplog.records] == [
        f"no embedding model in {tmp_path}: intents are told by words alone"
    ]


def test_without_an_encoder_there_are_no_training_vectors() -> None:
    assert encode_all(None, ["hola"]) is None


def test_the_folder_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MILLENNIUM_MODELS", str(tmp_path))
    assert model_folder() == tmp_path / "multilingual-e5-small"


@pytest.mark.skipif(
    not (BUILT / "model_int8.onnx").is_file(), reason="no embedding model: make install"
)
def test_the_built_model_puts_like_next_to_like() -> None:
    encoder = find_encoder(BUILT)
    assert encoder is not None
    said = ("busco zapatos", "quiero unos tenis", "¿a qué hora abren mañana?")
    shoes, sneakers, hours = encoder.queries(said)
    assert shoes @ sneakers > shoes @ hours
    assert np.linalg.norm(shoes) == pytest.approx(1, abs=1e-3)
