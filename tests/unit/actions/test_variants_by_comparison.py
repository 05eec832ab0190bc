"""Sizes by comparison, orders dealt out by colour, the question that comes back."""

from __future__ import annotations

import pytest

from actions.replies import Question
from actions.shop.items import items
from actions.shop.rank import rank_in, ranked
from tests.doubles.chat import Chat


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("la más grande", "largest"),
        ("el mas chiquito", "smallest"),
        ("una talla mas", "bigger"),
        ("un número menos", "smaller"),
        ("mejor una talla mas chica", "smaller"),
        ("uno mas", None),
        ("la grande", None),
    ],
)
def test_a_size_is_read_by_comparison(text: str, rank: str | None) -> None:
    assert rank_in(text) == rank


def test_the_next_size_is_one_that_there_is() -> None:
    assert ranked("bigger", ["24", "26.5", "26"], "26") == "26.5"
    assert ranked("smaller", ["CH", "M", "XG"], "M") == "CH"
    assert ranked("bigger", ["CH", "M"], "M") is None
    assert ranked("largest", ["XG", "CH", "M"]) == "XG"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("dos cobijas, una beige y una vino", ["1 cobijas color beige", "1 cobijas color vino"]),
        ("3 playeras: dos negras y una azul", ["2 playeras color negro", "1 playeras color azul"]),
        ("la mochila, la rosa", ["la mochila, la rosa"]),
        ("agrégala y tmb una sartén", ["agrégala", "una sartén"]),
        ("12 plumas azules y media docena negras", ["12 plumas azules", "6 plumas color negro"]),
    ],
)
def test_an_order_is_dealt_out(text: str, pieces: list[str]) -> None:
    assert list(items(text)) == pieces


async def test_one_size_more_takes_the_place_of_the_line(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega los tenis grises del 26")
    await chat.answer("me quedan chicos, mejor una talla mas")
    assert chat.lines == {"TENIS-GRI-27": 1}


async def test_another_colour_than_before_is_confirmed(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una playera blanca talla M")
    await chat.answer("otra pero en CH")
    assert chat.lines == {"PLAYERA-BLA-M": 1}
    await chat.answer("sí")
    assert chat.lines == {"PLAYERA-BLA-M": 1, "PLAYERA-NEG-CH": 1}


async def test_after_a_question_about_the_shop_the_size_is_asked_again(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega los tenis grises")
    await chat.say("answer_shop", "¿cuánto cuesta el envío?")
    assert chat.titles == ["26", "27"]
    assert "Tenis Brisa" in chat.text
    await chat.answer("27")
    assert chat.lines == {"TENIS-GRI-27": 1}


async def test_another_product_drops_the_question(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega los tenis grises")
    await chat.say("fallback", "ya no, mejor agrégame una taza de barro")
    assert chat.lines == {"TAZA": 1}
    assert "Tenis" not in chat.text


async def test_all_there_are_go_in(chat: Chat) -> None:
    await chat.say("search_products", "licuadora")
    await chat.answer("dame todas")
    assert chat.lines == {"LICUA": 3}


async def test_what_is_not_counted_asks_how_many(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    await chat.answer("dame todas")
    assert chat.lines == {}
    assert "uánt" in chat.text


async def test_one_thing_in_the_place_of_another(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    await chat.say("search_products", "cambia la taza por una licuadora")
    assert chat.lines == {"LICUA": 1}
    assert isinstance(chat.turn.replies[0], Question)
