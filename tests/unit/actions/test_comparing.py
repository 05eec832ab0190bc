"""Setting the products in sight against each other."""

from __future__ import annotations

from dataclasses import replace

from tests.doubles.chat import Chat
from tests.doubles.shop import CATALOG


def described() -> Chat:
    return Chat([replace(one, description=f"Dice de {one.name}. Y más.") for one in CATALOG])


async def test_what_is_in_sight_is_compared_by_price_and_description() -> None:
    chat = described()
    await chat.say("search_products", "cocina")
    await chat.say("answer_product", "¿cuál es la diferencia entre los dos?")
    assert "*Taza de barro*, $120.00\nDice de Taza de barro." in chat.text
    assert "Y más" not in chat.text
    assert chat.titles == ["Taza de barro", "Licuadora Tornado"]
    await chat.answer("la segunda")
    assert chat.shown == ["LICUA"]


async def test_one_thing_alone_is_compared_with_nothing() -> None:
    chat = described()
    await chat.say("search_products", "licuadora")
    await chat.say("answer_product", "¿cuál es la diferencia?")
    assert "Así se comparan" not in chat.text
