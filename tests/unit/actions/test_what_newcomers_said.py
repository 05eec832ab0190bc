"""What people said on the phone page that was answered wrongly once."""

import pytest

from actions.replies import Choice, Question, Text
from actions.shop.change import clears
from actions.steps.cart import asks_to_see
from actions.together import together
from nlu.text import is_greeting
from tests.doubles.chat import Chat


@pytest.fixture
async def chat() -> Chat:
    held = Chat()
    await held.say("add_to_cart", "agrega una gorra norte")
    assert held.lines == {"GORRA-NEG": 1}
    return held


async def test_what_is_said_to_stay_stays_where_another_thing_is_refused(chat: Chat) -> None:
    await chat.say("change_cart", "la mochila no, la gorra sí")
    assert chat.lines == {"GORRA-NEG": 1}


async def test_a_no_that_cancels_all_asks_to_empty_the_cart(chat: Chat) -> None:
    await chat.say("deny", "mejor nada, cancela todo")
    assert chat.lines == {"GORRA-NEG": 1}
    assert chat.titles == ["Sí", "No, gracias"]


@pytest.mark.parametrize(
    ("text", "all_of_it"),
    [
        ("cancela todo", True),
        ("vacía el carrito", True),
        ("mejor borra todo", True),
        ("quita todo menos la gorra", False),
        ("no quites todo", False),
        ("cancela", False),
        ("quita la gorra", False),
    ],
)
def test_who_wants_nothing_any_more(text: str, *, all_of_it: bool) -> None:
    assert clears(text) is all_of_it


async def test_the_cart_is_no_toy_car(chat: Chat) -> None:
    await chat.say("search_products", "kiero ver el carro")
    assert "Gorra Norte" in chat.text
    assert chat.lines == {"GORRA-NEG": 1}


@pytest.mark.parametrize(
    ("text", "cart"),
    [
        ("ver el carrito", True),
        ("muéstrame mi carro porfa", True),
        ("quiero ver el carro", True),
        ("quiero ver el carro a control remoto", False),
        ("quiero un carro", False),
    ],
)
def test_who_asks_for_the_cart(text: str, *, cart: bool) -> None:
    assert asks_to_see(text) is cart


@pytest.mark.parametrize("text", ["holaa, cómo andan?", "qué onda, cómo están?", "hola ustedes"])
def test_how_are_you_is_a_greeting(text: str) -> None:
    assert is_greeting(text)


def test_who_is_asked_to_pay_gets_the_button_for_it() -> None:
    pay, look = Choice("pay", "Pagar"), Choice("catalog", "Ver catálogo")
    changed = Question("Listo. ¿Pagas?", (pay,), brief="Listo.", closing="¿Pagas ahora?")
    (one,) = together([changed, Question("Eso no lo hay.", (look,)), Text("Envío: $79.")])
    assert isinstance(one, Question)
    assert one.choices == (pay, look)
