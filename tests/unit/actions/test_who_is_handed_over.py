"""Who gets a person, after which the bot is silent: who is angry or asks in vain, nobody else."""

from __future__ import annotations

import pytest

from actions.ports import Said
from actions.shop.repeats import remembered, times_said
from tests.doubles.chat import Chat


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.mark.parametrize(
    ("action", "text"),
    [
        ("answer_shop", "¿hasta cuándo dura la promoción?"),
        ("answer_product", "¿cuántas veces se puede lavar?"),
        ("search_products", "tienen trampa para ratas?"),
        ("answer_product", "CUANTO CUESTA LA LICUADORA!!"),
        ("search_products", "juego de policías y ladrones"),
    ],
)
async def test_a_question_is_answered_and_nobody_is_called(
    chat: Chat, action: str, text: str
) -> None:
    turn = await chat.say(action, text)
    assert turn.handed is None
    assert chat.text


@pytest.mark.parametrize(
    "text", ["son unos ladrones", "YA SON TRES VECES QUE PREGUNTO!!!", "me tienen podrido"]
)
async def test_anger_gets_an_apology_and_a_person(chat: Chat, text: str) -> None:
    turn = await chat.say("search_products", text)
    assert turn.handed is not None
    assert turn.handed[0] == "upset"
