import numpy as np
import pytest

from nlu.pipeline.grams import learn_vocabulary, normalise


def test_texts_are_compared_cleaned_written_out_and_folded() -> None:
    assert normalise("  /¿Q tal, TENÉS Camperas?") == "¿que tal, tenes camperas?"


def test_each_block_of_features_has_unit_length() -> None:
    vocabulary = learn_vocabulary(["busco tenis", "busco botas"])
    found = vocabulary.weigh("busco tenis")
    words = found.columns < sum(term.startswith("w:") for term in vocabulary.terms)
    assert np.linalg.norm(found.weights[words]) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(found.weights[~words]) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["", "☃", "zzz"])
def test_a_text_of_unknown_parts_has_no_features(text: str) -> None:
    vocabulary = learn_vocabulary(["busco", "tenis"])
    assert vocabulary.weigh(text).columns.size == 0


def test_rare_grams_weigh_more_than_common_ones() -> None:
    vocabulary = learn_vocabulary(["busco tenis", "busco botas", "busco gorra"])
    rarity = vocabulary.rarity
    assert rarity[vocabulary.columns["w:tenis"]] > rarity[vocabulary.columns["w:busco"]]


def test_the_same_texts_give_the_same_vocabulary() -> None:
    texts = ["hola", "busco tenis", "quiero pagar"]
    assert learn_vocabulary(texts).terms == learn_vocabulary(texts).terms
