"""The training examples: whole, without contradictions, and from every country."""

import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "nlu"
SPANISH = frozenset({"mx", "ar", "co", "cl", "pe", "es"})
FOREIGN = frozenset({"br", "us"})

USUAL = 90
MINIMUM = {
    "greet": 60,
    "goodbye": 60,
    "thank": 60,
    "affirm": 60,
    "deny": 60,
    "help": USUAL,
    "out_of_scope": 120,
    "search_product": 120,
    "show_more": USUAL,
    "browse_catalog": USUAL,
    "ask_about_product": 120,
    "ask_about_shop": 120,
    "add_to_cart": 120,
    "remove_from_cart": USUAL,
    "view_cart": USUAL,
    "clear_cart": USUAL,
    "checkout": USUAL,
    "order_status": USUAL,
    "change_order": USUAL,
    "cancel_order": USUAL,
    "complain": USUAL,
    "talk_to_human": USUAL,
    "stop_messages": USUAL,
}


@dataclass(frozen=True)
class Example:
    """One training text with where it comes from."""

    text: str
    intent: str
    country: str
    file: str


def documents() -> dict[str, Any]:
    return {
        path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*.yml"))
    }


def examples() -> list[Example]:
    return [
        Example(line.removeprefix("- "), block["intent"], block["metadata"]["country"], name)
        for name, document in documents().items()
        for block in document["nlu"]
        for line in block["examples"].splitlines()
    ]


def fold(text: str) -> str:
    """Lower case without accents or punctuation; a text of symbols alone stays as it is."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    return " ".join(words) or text


def test_every_file_is_rasa_3_1_and_holds_examples() -> None:
    found = documents()

    assert found
    for name, document in found.items():
        assert document["version"] == "3.1", name
        assert document["nlu"], name


def test_every_block_names_a_known_intent_and_country() -> None:
    for name, document in documents().items():
        for block in document["nlu"]:
            assert set(block) == {"intent", "metadata", "examples"}, name
            assert block["intent"] in MINIMUM, f"{name}: {block['intent']}"
            assert block["metadata"]["country"] in SPANISH | FOREIGN, f"{name}: {block['intent']}"


def test_an_intent_and_country_share_one_block() -> None:
    blocks = Counter(
        (block["intent"], block["metadata"]["country"])
        for document in documents().values()
        for block in document["nlu"]
    )

    assert [key for key, count in blocks.items() if count > 1] == []


def test_every_line_is_one_clean_example() -> None:
    for name, document in documents().items():
        for block in document["nlu"]:
            for line in block["examples"].splitlines():
                assert line.startswith("- "), f"{name}: {line!r} lacks its dash"
                text = line.removeprefix("- ")
                assert text, f"{name}: an empty example in {block['intent']}"
                assert text == " ".join(text.split()), f"{name}: stray spaces in {line!r}"


@pytest.mark.parametrize("sign", ["[", "]", "{", "}", "/"])
def test_no_example_can_be_read_as_an_annotation_or_a_command(sign: str) -> None:
    assert [example for example in examples() if sign in example.text] == []


@pytest.mark.parametrize(("intent", "least"), MINIMUM.items())
def test_an_intent_has_enough_spanish_examples(intent: str, least: int) -> None:
    spanish = [e for e in examples() if e.intent == intent and e.country in SPANISH]

    assert len(spanish) >= least


@pytest.mark.parametrize("intent", MINIMUM)
def test_an_intent_is_heard_from_every_country_and_language(intent: str) -> None:
    per_country = Counter(e.country for e in examples() if e.intent == intent)

    assert set(per_country) == SPANISH | FOREIGN
    assert min(per_country[country] for country in SPANISH) >= 10
    assert min(per_country[country] for country in FOREIGN) >= 6


def test_no_text_stands_in_two_intents() -> None:
    intents = defaultdict[str, set[str]](set)
    for example in examples():
        intents[fold(example.text)].add(example.intent)

    assert {text: found for text, found in intents.items() if len(found) > 1} == {}


def test_no_text_is_written_twice() -> None:
    counted = Counter(fold(example.text) for example in examples())

    assert [text for text, count in counted.items() if count > 1] == []
