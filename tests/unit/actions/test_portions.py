"""Several variants of one thing, numbers mixed up, and orders that go on from what was said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.shop.change import exchange
from actions.shop.commands import commands, goes_on, takes_all
from actions.shop.items import items
from actions.shop.portions import dealt, of_one_thing, parts
from actions.shop.price_for import counts_again
from actions.shop.product import Product
from actions.shop.understood import answers_first
from tests.doubles.chat import Chat
from tests.doubles.shop import CATALOG, pesos


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.mark.parametrize(
    ("text", "quantities", "anew"),
    [
        ("no, mejor uno del 23 y uno del 22 y medio", (1, 1), True),
        ("2 de la M y 1 de la G", (2, 1), False),
        ("ponme uno en negro y otro en blanco", (1, 1), False),
        ("y dos del 26, uno del 27", (2, 1), False),
        ("que sean dos pares, uno del 27 y otro del 26 y medio", (1, 1), True),
        ("al revés, 2 blancas y 3 negras", (2, 3), True),
        ("media docena negras y dos blancas", (6, 2), False),
        ("son 3, dos de la M y una de la CH", (2, 1), False),
        ("1 de 64 y 2 de 32 gb", (1, 2), False),
    ],
)
def test_portions_are_read(text: str, quantities: tuple[int, ...], anew: bool) -> None:
    found = dealt(text)
    assert found is not None
    assert tuple(one.quantity for one in found.portions) == quantities
    assert found.anew == anew


@pytest.mark.parametrize(
    "text",
    [
        "22 y medio",
        "una gorra y dos tazas",
        "¿tienes una negra y una blanca?",
        "uno y uno",
        "quita una blanca y una negra",
        "y 2 en talla 8",
    ],
)
def test_what_deals_out_nothing(text: str) -> None:
    assert dealt(text) is None


@given(st.text(max_size=80))
def test_any_text_is_cut_without_an_error(text: str) -> None:
    dealt(text)
    parts(text)
    of_one_thing(text)
    assert items(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("la playera, 2 de la M y 1 de la G", ["2 playera talla M", "1 playera talla L"]),
        ("2 playeras negras M y 1 G", ["2 playeras negras m", "1 playeras color negro talla L"]),
        ("unos tenis del 26 y otros del 28", ["unos tenis del 26", "1 tenis talla 28"]),
        ("3 cuadernos, 2 de raya y 1 de cuadro", ["2 cuadernos de raya", "1 cuadernos de cuadro"]),
        ("unos tenis y unas botas", ["unos tenis", "unas botas"]),
    ],
)
def test_one_thing_is_spelt_out(text: str, pieces: list[str]) -> None:
    assert list(items(text)) == pieces


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cámbiame la cobija a beige", ("la cobija", "color beige")),
        ("cambia los tenis al 28", ("los tenis", "talla 28")),
        ("cambiame los del 22 al 22.5", ("los del 22", "talla 22.5")),
        ("la negra la quiero en gris", ("la negra", "color gris")),
        ("la cobija mejor en beige", ("la cobija", "color beige")),
        ("cambia los cuadernos a 6", None),
        ("pásame el link para pagar", None),
        ("cambia la cantidad a 4", None),
    ],
)
def test_other_looks_of_a_line_are_read(text: str, told: tuple[str, str] | None) -> None:
    assert exchange(text) == told


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("mándame 5 rascadores para gato", True),
        ("apúnteme unas botas", True),
        ("inclúyame una crema", True),
        ("mándame 3 fotos de la mochila", False),
        ("incluye pilas", False),
    ],
)
def test_what_orders(text: str, orders: bool) -> None:
    assert commands(text) == orders


def test_what_goes_on_ordering_and_what_takes_all() -> None:
    assert goes_on("también la crema de manos")
    assert goes_on("y dos pares de calcetines")
    assert not goes_on("y el envío")
    assert not goes_on("y otra cosa, tienen gorras?")
    assert takes_all("sabés qué, al final los dos")
    assert not takes_all("los dos negros")


def test_another_number_is_asked_the_price_of() -> None:
    assert counts_again("y dos?") == 2
    assert counts_again("¿y si llevo media docena?") == 6
    assert counts_again("y otra en talla 8") is None


async def test_portions_stand_for_what_was_ordered_before(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega 2 tenis grises del 27")
    await chat.answer("no, mejor uno del 26 y uno del 27")
    assert chat.lines == {"TENIS-GRI-26": 1, "TENIS-GRI-27": 1}
    await chat.answer("que sean dos del 26 y tres del 27")
    assert chat.lines == {"TENIS-GRI-26": 2, "TENIS-GRI-27": 3}


async def test_portions_answer_the_question_for_a_size(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega unos tenis grises")
    await chat.answer("2 del 26 y 1 del 27")
    assert chat.lines == {"TENIS-GRI-26": 2, "TENIS-GRI-27": 1}


async def test_a_portion_that_there_is_not_is_asked_about(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega unos tenis grises del 27")
    await chat.answer("mejor uno del 26 y uno del 28")
    assert chat.lines == {"TENIS-GRI-26": 1}
    assert chat.context.pending is not None
    assert chat.context.pending.kind == "variant"


async def test_numbers_mixed_up_are_turned_round(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega 3 tazas y 2 licuadoras")
    await chat.answer("no, era al revés")
    assert chat.lines == {"TAZA": 2, "LICUA": 3}


async def test_several_lines_are_set_at_once(chat: Chat) -> None:
    chat.with_cart(TAZA=3, LICUA=2)
    await chat.say("change_cart", "no, que sean una licuadora y dos tazas")
    assert chat.lines == {"TAZA": 2, "LICUA": 1}


async def test_after_one_of_two_both_means_the_other(chat: Chat) -> None:
    await chat.say("search_products", "licuadora y taza")
    shown = chat.shown
    await chat.say("add_to_cart", "agrega el primero")
    await chat.say("fallback", "al final los dos")
    assert chat.lines == dict.fromkeys(shown, 1)


async def test_more_of_a_line_is_named(chat: Chat) -> None:
    chat.with_cart(PLAYERA_NEG_M=1, TAZA=1)
    await chat.say("add_to_cart", "otra playera igual")
    assert chat.lines == {"PLAYERA-NEG-M": 2, "TAZA": 1}


async def test_an_order_goes_on_where_it_was_taken_for_a_search(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una taza")
    await chat.say("search_products", "también una licuadora")
    assert chat.lines == {"TAZA": 1, "LICUA": 1}


async def test_a_line_goes_out_though_it_was_taken_for_a_complaint(chat: Chat) -> None:
    chat.with_cart(TAZA=1, LICUA=1)
    await chat.say("complain", "quite la taza")
    assert chat.lines == {"LICUA": 1}
    assert chat.turn.handed is None


async def test_taking_out_answers_no_question_for_a_size(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega unos tenis grises del 27")
    await chat.answer("y otros del 29")
    assert chat.context.pending is not None
    assert answers_first("quita los del 27", chat.context, chat.now) == ("quita los del 27",)
    await chat.say("change_cart", "quita los del 27")
    assert chat.lines == {}


async def test_a_yes_before_another_order_is_an_answer(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    found = answers_first("sí, y también una licuadora", chat.context, chat.now)
    assert found == ("sí", "también una licuadora")
    assert answers_first("vale, agrégala", chat.context, chat.now) == ("vale, agrégala",)


async def test_looks_of_a_line_change_whatever_it_was_taken_for(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una playera negra talla M y una taza")
    await chat.say("add_to_cart", "la playera la quiero en blanco")
    assert chat.lines == {"PLAYERA-BLA-M": 1, "TAZA": 1}
    await chat.say("change_cart", "cámbiame la playera a negro")
    assert chat.lines == {"PLAYERA-NEG-M": 1, "TAZA": 1}


async def test_the_price_of_another_number_is_of_the_same_variant(chat: Chat) -> None:
    await chat.say("search_products", "cuánto me salen 3 tenis grises del 27")
    await chat.answer("y dos?")
    assert "2,398" in chat.text
    await chat.answer("deme 2")
    assert chat.lines == {"TENIS-GRI-27": 2}


async def test_the_second_portion_waits_for_the_first_ones_choice() -> None:
    other = [
        replace(one, sku=one.sku.replace("PLAYERA", "BORDADA"), name="Playera bordada", group="B")
        for one in CATALOG
        if one.group == "PLAYERA"
    ]
    chat = Chat([*CATALOG, *other])
    await chat.say("add_to_cart", "2 playeras blancas talla M y 1 negra talla CH")
    assert chat.lines == {}
    await chat.answer("la básica")
    assert chat.lines == {"PLAYERA-BLA-M": 2, "PLAYERA-NEG-CH": 1}


async def test_the_product_whose_every_word_is_said_comes_first() -> None:
    bag = Product("MOCHI", "Mochila Brisa", pesos(400), category="Escolar", stock=5)
    chat = Chat([*CATALOG, bag])
    await chat.say("add_to_cart", "agrega unos tenis brisa grises del 27")
    await chat.say("add_to_cart", "también la mochila brisa")
    assert chat.lines == {"TENIS-GRI-27": 1, "MOCHI": 1}


async def test_a_number_of_what_is_on_offer_takes_so_many(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    await chat.answer("deme 3")
    assert chat.lines == {"TAZA": 3}


async def test_a_question_is_of_the_line_it_names(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    await chat.say("add_to_cart", "agrega una licuadora")
    await chat.say("search_products", "tenis")
    await chat.say("answer_product", "la licuadora de cuántos watts es?")
    assert "Licuadora" in chat.text
    await chat.say("search_products", "dime si la taza es de barro")
    assert "Taza" in chat.text
    assert chat.lines == {"TAZA": 1, "LICUA": 1}


async def test_one_takes_out_as_usted_does(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una taza")
    await chat.say("change_cart", "sáquela")
    assert chat.lines == {}
