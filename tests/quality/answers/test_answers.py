"""Answers over the sample shop: right where the data say it, silent where they do not."""

from pathlib import Path

import pytest

from index.embed import open_embedder
from index.facts import answer_from_facts
from index.faq import FaqIndex
from index.types import Asked, Embedder
from tests.quality.answers.pairs import product_pairs, sample_facts, sample_faq, shop_pairs


@pytest.fixture(scope="module")
def embedder(models: Path) -> Embedder:
    return open_embedder(models)


def test_product_questions_are_answered_from_the_data_or_not_at_all(embedder: Embedder) -> None:
    facts, pairs = sample_facts(), product_pairs()
    told = [(pair, answer_from_facts(Asked(pair.question), facts[pair.subject], embedder))
            for pair in pairs]  # fmt: skip
    guessed = [pair for pair, answer in told if answer and not pair.says]
    missed = [pair for pair, answer in told if not pair.rightly(answer)]
    assert len(pairs) == 60
    assert sum(not pair.says for pair in pairs) == 20
    assert guessed == []
    assert len(missed) <= 3


def test_shop_questions_find_their_entry(embedder: Embedder) -> None:
    index = FaqIndex(embedder)
    index.load(sample_faq())
    told = [(pair, index.answer(Asked(pair.question))) for pair in shop_pairs()]
    right = [pair for pair, answer in told if pair.rightly(answer)]
    guessed = [pair for pair, answer in told if answer and not pair.says]
    assert len(right) / len(told) >= 0.85
    assert len(guessed) <= 5
