"""The newest model on messages that nobody trained on. A floor, not a goal."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.dialogue.interpret import OneShot, understand_texts
from nlu.runtime.launch import CODE, RasaHome
from nlu.training.evaluate import Evaluation, evaluate, table
from nlu.training.heldout import read_heldout
from nlu.training.registry import newest_model

pytestmark = pytest.mark.rasa
MODELS = Path(os.environ.get("MILLENNIUM_MODELS") or CODE / "models")


@pytest.fixture(scope="module")
def found() -> Evaluation:
    """What is understood of the held-out messages, each cut into its wishes as in the service."""
    model = newest_model(MODELS)
    if model is None:
        pytest.skip(f"no model in {MODELS}: run make install")
    reader = OneShot(RasaHome(CODE, MODELS), model)

    def read(texts: Sequence[str]) -> list[str]:
        return [one.main.intent for one in understand_texts(texts, reader)]

    return evaluate(read_heldout(Path(__file__).with_name("heldout.tsv")), read)


def test_nineteen_of_twenty_messages_are_understood(found: Evaluation) -> None:
    assert found.accuracy >= 0.95, table(found)


def test_no_intent_is_guessed(found: Evaluation) -> None:
    assert min(one.recall for one in found.intents) >= 0.85, table(found)


def test_no_country_is_left_behind(found: Evaluation) -> None:
    assert min(share for _, share in found.by_country) > 0.9, table(found)


def test_few_messages_need_the_fallback(found: Evaluation) -> None:
    assert found.fallback < 0.05, table(found)
