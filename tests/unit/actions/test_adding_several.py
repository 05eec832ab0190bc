"""Several things in one order, or several that could be meant."""

from __future__ import annotations

import pytest

from actions.shop.context import Option, Pending
from actions.shop.product import Product
from tests.doubles.chat import Chat
from tests.doubles.shop import pesos


@pytest.fixture
def chat() -> Chat:
    return Chat()


async def showing(chat: Chat, text: str = "calzado") -> Chat:
    await chat.say("search_products", text)
    return chat


async def test_ese_among_several_asks_which_and_goes_on(chat: Chat) -> None:
    await showing(chat, "cocina")
    await chat.say("add_to_cart", "ponme 2 de esos")
    assert chat.titles == ["Taza de barro", "Licuadora Tornado"]
    await chat.answer("la licuadora")
    assert chat.lines == {"LICUA": 2}


async def test_both_of_two_are_added(chat: Chat) -> None:
    await showing(chat, "cocina")
    await chat.say("add_to_cart", "los dos")
    assert chat.lines == {"TAZA": 1, "LICUA": 1}


async def test_of_several_the_clear_ones_are_added_and_the_rest_asked(chat: Chat) -> None:
    await chat.say("search_products", "licuadora tenis")
    await chat.say("add_to_cart", "los dos")
    assert chat.lines == {"LICUA": 1}
    assert chat.titles == ["26", "27"]


async def test_of_several_unclear_ones_each_is_asked_in_turn(chat: Chat) -> None:
    await showing(chat)
    await chat.say("add_to_cart", "agrega el primero y el segundo")
    assert chat.lines == {}
    assert "Tenis Brisa" in chat.text
    assert chat.titles == ["26", "27"]
    await chat.answer("27")
    assert chat.lines == {"TENIS-GRI-27": 1}
    assert "Botas Sierra" in chat.text
    assert len(chat.turn.replies) == 1
    await chat.answer("28")
    assert chat.lines == {"TENIS-GRI-27": 1, "BOTAS-NEG-28": 1}
    assert chat.context.last_added == ("TENIS-GRI-27", "BOTAS-NEG-28")


async def test_a_no_to_one_of_several_goes_on_with_the_next(chat: Chat) -> None:
    await showing(chat)
    await chat.say("add_to_cart", "los dos")
    await chat.answer("ninguno")
    assert "Botas Sierra" in chat.text
    await chat.tap("27")
    assert chat.lines == {"BOTAS-NEG-27": 1}


async def test_places_of_a_list_each_have_their_own_quantity(chat: Chat) -> None:
    await showing(chat, "cocina")
    await chat.say("add_to_cart", "dame 2 de la primera y 3 de la segunda")
    assert chat.lines == {"TAZA": 2, "LICUA": 3}


@pytest.mark.parametrize("text", ["los dos primeros", "uno de cada uno", "las primeras 2"])
async def test_several_at_once_are_products_not_pieces(chat: Chat, text: str) -> None:
    await showing(chat, "cocina")
    await chat.say("add_to_cart", text)
    assert chat.lines == {"TAZA": 1, "LICUA": 1}


async def test_two_of_each_are_pieces_of_all(chat: Chat) -> None:
    await showing(chat, "cocina")
    await chat.say("add_to_cart", "dame 2 de cada uno")
    assert chat.lines == {"TAZA": 2, "LICUA": 2}


async def test_a_size_says_which_of_the_products_asked_about(chat: Chat) -> None:
    await showing(chat)
    await chat.say("add_to_cart", "ponme esos")
    assert chat.titles == ["Tenis Brisa", "Botas Sierra"]
    await chat.answer("28")
    assert chat.lines == {"BOTAS-NEG-28": 1}


async def test_a_name_that_fits_several_is_shown_to_choose_from() -> None:
    cups = [Product(f"T{n}", f"Taza {n}", pesos(100), category="Taza") for n in ("a", "b")]
    chat = Chat([Product("T1", "Taza grande lisa", pesos(90)),
                 Product("T2", "Taza grande pintada", pesos(95)), *cups])  # fmt: skip
    await chat.say("add_to_cart", "agrega 2 tazas grandes")
    assert chat.shown == ["T1", "T2"]
    await chat.answer("el segundo")
    assert chat.lines == {"T2": 2}


async def test_a_third_of_two_is_a_question(chat: Chat) -> None:
    await showing(chat, "cocina")
    await chat.say("add_to_cart", "dame el tercero")
    assert chat.lines == {}
    assert chat.titles == ["Taza de barro", "Licuadora Tornado"]


async def test_a_colour_that_what_is_shown_has_not_is_never_added_anyway(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    await chat.say("add_to_cart", "la roja talla M")
    assert chat.lines == {}
    assert chat.text


async def test_a_price_that_nothing_costs_is_a_question(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("add_to_cart", "el de 80 mil")
    assert chat.lines == {}
    assert len(chat.titles) == 2


async def test_yes_to_which_one_asks_again(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("add_to_cart", "ese")
    question = chat.text
    await chat.say("affirm", "sí")
    assert chat.lines == {}
    assert chat.text == question
    await chat.answer("la taza")
    assert chat.lines == {"TAZA": 1}


async def test_every_thing_of_one_order_is_added_with_its_own_quantity(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega la licuadora y también dos tazas de barro")
    assert chat.lines == {"LICUA": 1, "TAZA": 2}
    assert len(chat.turn.replies) == 1


async def test_what_is_unclear_of_one_order_is_asked_after_the_rest(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una taza y los tenis grises")
    assert chat.lines == {"TAZA": 1}
    await chat.answer("27")
    assert chat.lines == {"TAZA": 1, "TENIS-GRI-27": 1}


async def test_of_several_in_sight_the_one_that_comes_as_demanded_is_added(chat: Chat) -> None:
    await chat.say("search_products", "calzado")
    assert len(chat.shown) > 1
    await chat.say("add_to_cart", "agrégalos en negro del 28")
    assert chat.lines == {"BOTAS-NEG-28": 1}


async def test_a_colour_alone_means_the_thing_named_before(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una playera negra talla M y 2 blancas talla M")
    assert chat.lines == {"PLAYERA-NEG-M": 1, "PLAYERA-BLA-M": 2}


async def test_a_cut_title_that_is_tapped_demands_nothing(chat: Chat) -> None:
    await chat.tap_id("col:TAZA", "Taza de barro y m…")
    assert chat.lines == {"TAZA": 1}


async def test_what_was_said_between_several_holds_for_the_one_chosen(chat: Chat) -> None:
    await showing(chat)
    await chat.say("add_to_cart", "ponme esos")
    await chat.answer("27")
    assert len(chat.titles) == 2
    await chat.answer("las botas")
    assert chat.lines == {"BOTAS-NEG-27": 1}


async def test_what_was_said_between_several_holds_for_no_other_product(chat: Chat) -> None:
    options = (Option("col:TAZA", "Taza", "TAZA"), Option("col:LICUA", "Licuadora", "LICUA"))
    said = {"said": "negra talla M"}
    chat.context.pending = Pending("candidate", "¿Cuál?", options, chat.now + 60_000, said)
    await chat.tap_id("want:PLAYERA-BLA-M", "Agregar")
    assert chat.lines == {}
    assert chat.titles
