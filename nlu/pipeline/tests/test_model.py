from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlu.pipeline import model as models
from nlu.pipeline.fit import certain_from, fit
from nlu.pipeline.tests.conftest import EXAMPLES

TEXTS = [text for texts in EXAMPLES.values() for text in texts]
INTENTS = [intent for intent, texts in EXAMPLES.items() for _ in texts]


def vectors_for(intents: list[str]) -> models.Floats:
    """Vectors as close to each other as e5's, those of an intent closer."""
    chance = np.random.default_rng(7)
    centres = {intent: chance.normal(size=384) for intent in sorted(set(intents))}
    rows = [5 + centres[intent] + 0.1 * chance.normal(size=384) for intent in intents]
    return np.array(rows, np.float32)


VECTORS = vectors_for(INTENTS)


def test_known_words_decide_without_a_vector() -> None:
    model = fit(TEXTS, INTENTS, None)
    assert model.rank("busco unos tenis", lambda: None)[0][0] == "search_product"


def test_the_sentence_vector_decides_where_words_are_unknown() -> None:
    model = fit(TEXTS, INTENTS, VECTORS)
    for intent in EXAMPLES:
        vector = VECTORS[INTENTS.index(intent)]
        assert model.rank("xyz", lambda vector=vector: vector)[0][0] == intent


def test_a_model_with_vectors_still_reads_a_text_without_one() -> None:
    model = fit(TEXTS, INTENTS, VECTORS)
    assert model.rank("quiero pagar", lambda: None)[0][0] == "checkout"


def test_nothing_is_encoded_where_the_words_are_certain() -> None:
    model = fit(TEXTS, INTENTS, VECTORS)
    for certain, encoded in ((0.0, 0), (models.NEVER, 1)):
        asked: list[str] = []

        def encode(asked: list[str] = asked) -> models.Floats:
            asked.append("once")
            return VECTORS[0]

        replace(model, certain=certain).rank("quiero pagar", encode)
        assert len(asked) == encoded


def test_words_are_certain_from_where_they_err_no_more_than_both_halves() -> None:
    alone = np.array([[0.99, 0.01], [0.02, 0.98], [0.9, 0.1], [0.4, 0.6]], np.float32)
    right = np.array([0, 1, 1, 1])
    both_know = np.eye(2, dtype=np.float32)[right]
    both_err_as_well = np.eye(2, dtype=np.float32)[[0, 1, 0, 1]]
    assert certain_from(alone, both_know, right) == pytest.approx(0.98)
    assert certain_from(alone, both_err_as_well, right) == pytest.approx(0.6)
    other = np.array([1, 0, 1, 1])
    assert certain_from(alone, np.eye(2, dtype=np.float32)[other], other) == models.NEVER


def test_chances_are_a_distribution() -> None:
    chances = fit(TEXTS, INTENTS, VECTORS).chances("hola quiero pagar", lambda: VECTORS[0])
    assert chances.sum() == pytest.approx(1, abs=1e-5)
    assert (chances >= 0).all()


def test_training_twice_gives_the_same_model() -> None:
    first, second = fit(TEXTS, INTENTS, VECTORS), fit(TEXTS, INTENTS, VECTORS)
    assert np.array_equal(first.sparse.weights, second.sparse.weights)
    assert first.sharpness == second.sharpness


def test_two_intents_are_enough() -> None:
    kept = [i for i, intent in enumerate(INTENTS) if intent != "greet"]
    model = fit([TEXTS[i] for i in kept], [INTENTS[i] for i in kept], None)
    assert model.rank("quiero pagar", lambda: None)[0][0] == "checkout"
    assert model.rank("busco tenis negros", lambda: None)[0][0] == "search_product"


def test_one_intent_is_refused() -> None:
    with pytest.raises(ValueError, match="at least two intents"):
        fit(["hola", "buenas"], ["greet", "greet"], None)


def test_a_stored_model_reads_like_the_one_that_was_trained(tmp_path: Path) -> None:
    model = fit(TEXTS, INTENTS, VECTORS)
    models.save(model, tmp_path)
    again = models.load(tmp_path / models.FILE)
    assert again.labels == model.labels
    assert again.certain == model.certain
    for text, vector in zip(TEXTS, VECTORS, strict=True):
        read, trained = (one.chances(text, lambda v=vector: v) for one in (again, model))
        assert np.allclose(read, trained, atol=0.02)


def test_a_model_without_vectors_is_stored_without_them(tmp_path: Path) -> None:
    models.save(fit(TEXTS, INTENTS, None), tmp_path)
    again = models.load(tmp_path / models.FILE)
    assert again.dense is None
    assert again.rank("hola", lambda: VECTORS[0])[0][0] == "greet"


def test_a_pickle_is_never_read(tmp_path: Path) -> None:
    file = tmp_path / models.FILE
    np.savez(file, about=np.array([{"labels": []}], object))
    with pytest.raises(ValueError, match="allow_pickle"):
        models.load(file)
