"""Several things looked for at once: what there is is shown, what there is not is named."""

from __future__ import annotations

import pytest

from actions.shop.facts import own_fact
from actions.shop.items import sought
from tests.doubles.chat import Chat


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("busco sartenes y también unicornios", 2),
        ("una sartén y una nave espacial", 2),
        ("sartenes y ollas", 2),
        ("quiero ver tenis, una mochila y un termo", 3),
        ("tenis negros y blancos", 1),
        ("tenis para correr y caminar", 1),
        ("playeras lisas y estampadas", 1),
        ("algo de menos de 500 y también bonito", 1),
        ("", 1),
    ],
)
def test_a_search_is_cut_at_each_thing_and_nowhere_else(text: str, pieces: int) -> None:
    assert len(sought(text)) == pieces


def test_two_purposes_share_their_noun() -> None:
    assert sought("mochilas escolares y para laptop") == (
        "mochilas escolares",
        "mochilas para laptop",
    )
    assert sought("y para perros") == ("y para perros",)


async def test_the_one_that_is_not_there_is_named_beside_the_other() -> None:
    chat = Chat()
    await chat.say("search_products", "busco una licuadora y también una nave espacial")
    assert chat.shown == ["LICUA"]
    assert "«nave espacial»" in chat.text
    assert len(chat.turn.replies) == 1
    await chat.answer("sí")
    assert chat.lines == {"LICUA": 1}


@pytest.mark.parametrize("thing", ["nave <b>espacial</b>", f"nave {'espacial ' * 400}"])
async def test_neither_markup_nor_a_long_text_is_repeated(thing: str) -> None:
    chat = Chat()
    await chat.say("search_products", f"busco una licuadora y también una {thing}")
    assert chat.shown == ["LICUA"]
    assert "«nave" in chat.text
    assert "<" not in chat.text
    assert len(chat.text) < 200


async def test_all_of_several_things_are_shown_together() -> None:
    chat = Chat()
    await chat.say("search_products", "una licuadora y unas tazas")
    assert chat.shown == ["LICUA", "TAZA"]
    assert "No encontré" not in chat.text


async def test_every_search_is_recorded_once_with_what_it_showed() -> None:
    chat = Chat()
    await chat.say("search_products", "una nave espacial, una licuadora y unas tazas")
    recorded = {found.query: shown for found, shown in chat.turn.searches}
    assert len(chat.turn.searches) == len(recorded) == 3
    empty = [query for query, shown in recorded.items() if not shown]
    assert len(empty) == 1
    assert "nave" in empty[0]


async def test_none_of_several_things_is_said_once() -> None:
    chat = Chat()
    await chat.say("search_products", "un unicornio y una nave")
    assert chat.shown == []
    assert len(chat.turn.replies) == 1


def test_articles_part_things_but_not_purposes() -> None:
    assert len(sought("los audífonos de cable y el termo")) == 2
    assert len(sought("tenis para el gimnasio y la playa")) == 1


def test_how_much_the_other_is_asks_its_price() -> None:
    assert own_fact("y cuánto el teclado?") == "price"
