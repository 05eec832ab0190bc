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


@pytest.mark.parametrize(
    "question",
    ["¿venden helicópteros?", "tienen vacantes?", "venden llantas?", "manejan pintura?"],
)
def test_what_is_asked_as_an_entry_is_but_about_something_else_is_not_answered(
    embedder: Embedder, question: str
) -> None:
    index = FaqIndex(embedder)
    index.load(sample_faq())
    assert index.answer(Asked(question)) is None


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("how much is shipping?", "faq:envio-costo"),
        ("quanto custa o frete?", "faq:envio-costo"),
        ("posso pagar com cartão?", "faq:pago-formas"),
        ("what time is it in Tokyo?", None),
        ("quem ganhou o jogo?", None),
    ],
)
def test_other_languages_are_answered_by_meaning_alone(
    embedder: Embedder, question: str, entry: str | None
) -> None:
    index = FaqIndex(embedder)
    index.load(sample_faq())
    answer = index.answer(Asked(question))
    assert (None if answer is None else answer.source) == entry


def test_how_long_something_keeps_is_a_fact_of_it(embedder: Embedder) -> None:
    fact = sample_facts()["TER-SENDERO"]
    answer = answer_from_facts(Asked("cuanto tiempo mantiene lo caliente?"), fact, embedder)
    assert answer is not None
    assert "12 horas" in answer.text


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("cuánto demora hasta Tijuana", "envio-tiempo"),
        ("¿despachan a Valparaíso?", "envio-cobertura"),
        ("reciben yape?", "pago-formas"),
        ("me hacen boleta?", "factura"),
        ("los sábados hasta qué hora atienden?", "horario"),
    ],
)
def test_the_matter_of_a_question_decides_whatever_place_it_names(
    embedder: Embedder, question: str, entry: str
) -> None:
    index = FaqIndex(embedder)
    index.load(sample_faq())
    answer = index.answer(Asked(question))
    assert answer is not None
    assert answer.source == f"faq:{entry}"
