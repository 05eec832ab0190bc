from collections.abc import Sequence
from typing import Any

import pytest

from bot.dialogue.interpret import understand_texts

INTENTS = {"hola": "greet", "saca una": "remove_from_cart", "agrega dos": "add_to_cart"}


def read(texts: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "text": text,
            "intent": {"name": INTENTS.get(text, "nlu_fallback"), "confidence": 0.9},
            "intent_ranking": [],
            "entities": [{"entity": "quantity", "value": "2"}] if "dos" in text else [],
        }
        for text in texts
    ]


def test_several_wishes_are_listed_and_the_first_is_the_main_one() -> None:
    (found,) = understand_texts(["saca una y agrega dos"], read)
    assert [act.intent for act in found.acts] == ["remove_from_cart", "add_to_cart"]
    assert found.main.intent == "remove_from_cart"


def test_a_greeting_never_hides_a_request() -> None:
    (found,) = understand_texts(["hola. agrega dos"], read)
    assert found.main.intent == "add_to_cart"


def test_texts_keep_their_places() -> None:
    found = understand_texts(["hola", "", "agrega dos"], read)
    assert [one.main.intent for one in found] == ["greet", "nlu_fallback", "add_to_cart"]
    assert [one.text for one in found] == ["hola", "", "agrega dos"]


@pytest.mark.parametrize("texts", [[], ["hola"], ["saca una y agrega dos", "hola"]])
def test_everything_is_read_in_one_call(texts: list[str]) -> None:
    calls: list[Sequence[str]] = []

    def counting(wishes: Sequence[str]) -> list[dict[str, Any]]:
        calls.append(wishes)
        return read(wishes)

    understand_texts(texts, counting)
    assert len(calls) == 1


def test_the_json_has_its_fixed_keys() -> None:
    (found,) = understand_texts(["saca una y agrega dos"], read)
    told = found.as_json()
    assert list(told) == ["text", "intent", "confidence", "ranking", "entities", "acts"]
    assert [act["text"] for act in told["acts"]] == ["saca una", "agrega dos"]
    assert told["acts"][1]["entities"] == [{"entity": "quantity", "value": "2"}]
