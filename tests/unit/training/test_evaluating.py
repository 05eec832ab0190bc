from collections.abc import Sequence
from pathlib import Path

import pytest

from nlu.training.evaluate import evaluate, table
from nlu.training.heldout import HeldOut, read_heldout

MESSAGES = [
    HeldOut("greet", "mx", "hola"),
    HeldOut("greet", "ar", "buenas"),
    HeldOut("checkout", "mx", "pagar"),
    HeldOut("checkout", "ar", "algo"),
]
TOLD = {"hola": "greet", "buenas": "checkout", "pagar": "checkout", "algo": "nlu_fallback"}


def read(texts: Sequence[str]) -> list[str]:
    return [TOLD[text] for text in texts]


def test_the_shares_are_counted() -> None:
    found = evaluate(MESSAGES, read)
    assert (found.total, found.accuracy, found.fallback) == (4, 0.5, 0.25)
    assert found.by_country == (("ar", 0.0), ("mx", 1.0))
    assert found.metrics == {"accuracy": 0.5, "macro_recall": 0.5, "fallback": 0.25}


def test_each_intent_tells_what_it_was_taken_for() -> None:
    checkout, greet = evaluate(MESSAGES, read).intents
    assert (checkout.recall, checkout.precision) == (0.5, 0.5)
    assert checkout.confused_with == (("nlu_fallback", 1),)
    assert (greet.recall, greet.precision, greet.confused_with) == (0.5, 1.0, (("checkout", 1),))


def test_the_table_shows_one_set_of_numbers() -> None:
    shown = table(evaluate(MESSAGES, read))
    assert "4 messages: accuracy 0.500, fallback 0.250" in shown
    assert "checkout                   2    0.50      0.50  nlu_fallback 1" in shown
    assert "hola" not in shown


def test_a_held_out_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "held.tsv"
    file.write_text('intent\tcountry\ttext\ngreet\tmx\tdice "hola\n', "utf-8")
    assert read_heldout(file) == [HeldOut("greet", "mx", 'dice "hola')]


@pytest.mark.parametrize(
    ("content", "told"),
    [("", "first line"), ("intent\tcountry\ttext\ngreet\tmx\n", ":2: 2 columns")],
)
def test_a_broken_held_out_file_says_where(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "held.tsv"
    file.write_text(content, "utf-8")
    with pytest.raises(ValueError, match=told):
        read_heldout(file)
