"""The whole pipeline as Rasa runs it, on a trained archive."""

import asyncio
import logging
from typing import Any

import pytest
from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import UserMessage

from nlu.pipeline.reader import open_reader
from nlu.pipeline.tests.conftest import EXAMPLES, Shop


@pytest.fixture(scope="module")
def agent(shop: Shop) -> Agent:
    return asyncio.run(load_agent(str(shop.archive)))


def parse(agent: Agent, text: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    message = UserMessage(text, metadata=metadata)
    assert agent.processor is not None
    return asyncio.run(agent.processor.parse_message(message))


def test_the_archive_is_small(shop: Shop) -> None:
    assert shop.archive.stat().st_size < 1_000_000


@pytest.mark.parametrize("intent", EXAMPLES)
def test_an_example_is_understood(agent: Agent, intent: str) -> None:
    assert parse(agent, EXAMPLES[intent][0])["intent"]["name"] == intent


@pytest.mark.parametrize("text", ["", "   ", "////"])
def test_nothing_said_is_a_fallback(agent: Agent, text: str) -> None:
    assert parse(agent, text)["intent"]["name"] == "nlu_fallback"


def test_the_ranking_keeps_who_would_have_won(agent: Agent) -> None:
    ranking = parse(agent, "hola quiero pagar zapatos")["intent_ranking"]
    assert {one["name"] for one in ranking} >= set(EXAMPLES)


def test_closed_classes_become_entities(agent: Agent) -> None:
    found = parse(agent, "busco dos camisetas negras talla M de menos de 500 pesos")["entities"]
    assert {(one["entity"], one["value"]) for one in found} == {
        ("colour", "negro"),
        ("size", "M"),
        ("quantity", "2"),
        ("most_price", "500"),
    }


def test_an_event_of_ours_is_its_intent(agent: Agent) -> None:
    found = parse(agent, "/EXTERNAL_button")
    assert found["intent"]["name"] == "EXTERNAL_button"
    assert found["entities"] == []


def test_texts_are_not_logged(agent: Agent, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        parse(agent, "mi secreto es busco tenis")
    assert "secreto" not in caplog.text


@pytest.mark.parametrize("text", ["hola", "", "/restart", "busco tenis azules del 27", "asdf"])
def test_reading_without_rasa_says_the_same(agent: Agent, shop: Shop, text: str) -> None:
    alone, inside = open_reader(shop.archive, shop.config).read(text), parse(agent, text)
    if text.startswith("/"):
        return  # Rasa takes it for a command: the service cleans before it sends
    assert alone["intent"]["name"] == inside["intent"]["name"]
    assert alone["intent"]["confidence"] == pytest.approx(inside["intent"]["confidence"], abs=1e-5)
    assert [one["value"] for one in alone["entities"]] == [
        one["value"] for one in inside["entities"]
    ]
