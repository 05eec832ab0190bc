"""Pointing on: the variant asked about, the other one, the cheapest, others of a colour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.shop.amend import amends
from actions.shop.asking import tells_size
from actions.shop.consent import points
from actions.shop.refine import refinement
from nlu.text import parse_quantity
from tests.doubles.chat import Chat
from tests.doubles.shop import CATALOG


@pytest.mark.parametrize(
    "text",
    ["venga, esa", "ya, esa nomás", "ese mero", "dale con esa", "ya po, esa", "esa misma", "esos"],
)
async def test_pointing_takes_the_variant_that_was_asked_about(text: str) -> None:
    chat = Chat()
    await chat.say("search_products", "playera")
    await chat.say("answer_product", "¿la tienen en blanco M?")
    assert points(text)
    await chat.answer(text)
    assert chat.lines == {"PLAYERA-BLA-M": 1}


async def test_two_of_it_are_two_of_the_variant_that_was_asked_about() -> None:
    chat = Chat()
    await chat.say("search_products", "playera")
    await chat.say("answer_product", "¿la tienen en blanco M?")
    await chat.say("add_to_cart", "dos de esas")
    assert chat.lines == {"PLAYERA-BLA-M": 2}


@pytest.mark.parametrize("text", ["¿esa?", "esa no", "esa en azul", "otra"])
def test_more_than_pointing_is_no_pointing(text: str) -> None:
    assert not points(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("no espere, mejor la otra", "other"),
        ("no, la otra mejor", "other"),
        ("ay no, dame el otro", "other"),
        ("otra", "more"),
        ("la otra", None),
        ("y el otro color que manejan cuál es?", None),
    ],
)
def test_the_other_one_is_not_one_more(text: str, kind: str | None) -> None:
    wish = amends(text)
    assert (wish.kind if wish else None) == kind


async def test_the_other_one_of_two_shown_takes_the_place_of_the_first() -> None:
    chat = Chat([one for one in CATALOG if one.sku in {"TAZA", "LICUA"}])
    await chat.say("search_products", "cocina")
    await chat.say("add_to_cart", "la taza")
    await chat.answer("no, mejor la otra")
    assert chat.lines == {"LICUA": 1}


async def test_the_other_one_of_three_is_asked_about_and_replaces() -> None:
    taza = next(one for one in CATALOG if one.sku == "TAZA")
    more = replace(taza, sku="JARRO", name="Jarro")
    chat = Chat([*(one for one in CATALOG if one.sku in {"TAZA", "LICUA"}), more])
    await chat.say("search_products", "cocina")
    await chat.say("add_to_cart", "la taza")
    await chat.answer("no, mejor la otra")
    assert chat.lines == {"TAZA": 1}
    await chat.tap("Jarro")
    assert chat.lines == {"JARRO": 1}


async def test_the_cheapest_is_the_variant_whose_price_says_so() -> None:
    chat = Chat()
    await chat.say("search_products", "memoria usb")
    await chat.say("add_to_cart", "deme la más cara")
    assert chat.lines == {"USB-64": 1}


async def test_the_dearest_in_a_colour_is_the_dearest_that_comes_in_it() -> None:
    chat = Chat()
    await chat.say("search_products", "ropa")
    await chat.say("add_to_cart", "el más caro, en blanco M")
    assert chat.lines == {"PLAYERA-BLA-M": 1}


async def test_a_cheaper_variant_of_the_same_is_shown_and_taken_by_a_yes() -> None:
    chat = Chat()
    await chat.say("search_products", "memoria usb de 64 gb")
    await chat.say("show_more", "¿y uno más barato?")
    assert chat.shown == ["USB-32"]
    await chat.answer("sí")
    assert chat.lines == {"USB-32": 1}


async def test_a_colour_is_asked_of_the_one_talked_about() -> None:
    chat = Chat()
    await chat.say("search_products", "ropa")
    await chat.say("answer_product", "¿cuánto cuesta el segundo?")
    await chat.say("answer_product", "¿lo tienen en blanco?")
    assert "Gorra Norte" in chat.text
    assert "Playera" not in chat.text


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("hay más rojos?", True),
        ("otros en negro", True),
        ("¿tienes más modelos en azul?", True),
        ("y en rojo?", False),
        ("otro color", False),
        ("más oscuros", False),
    ],
)
def test_others_of_a_colour_are_others(text: str, others: bool) -> None:
    assert refinement(text).others is others


async def test_no_more_of_a_colour_is_said() -> None:
    chat = Chat()
    await chat.say("search_products", "tenis gris del 27")
    await chat.say("show_more", "¿hay más grises?")
    assert chat.shown == []
    assert "gris" in chat.text


async def test_what_went_in_last_goes_out_wherever_it_stands() -> None:
    chat = Chat().with_cart(TAZA=1, GORRA_NEG=1)
    await chat.say("add_to_cart", "agrega la taza")
    await chat.say("change_cart", "quita lo último que agregué")
    assert "TAZA" not in chat.lines
    assert chat.lines["GORRA-NEG"] == 1


async def test_what_nobody_knows_of_the_product_talked_about_is_said_of_it() -> None:
    chat = Chat()
    await chat.say("answer_product", "¿cuánto cuesta la taza?")
    await chat.say("fallback", "¿y anda con la compu?")
    assert "Taza de barro" in chat.text


@pytest.mark.parametrize(
    ("text", "tells"),
    [("soy talla M", True), ("calzo 27", True), ("dame talla M", False), ("soy Ana", False)],
)
def test_telling_a_size_orders_nothing(text: str, tells: bool) -> None:
    assert tells_size(text) is tells


async def test_of_a_list_a_size_narrows() -> None:
    chat = Chat()
    await chat.say("search_products", "calzado")
    await chat.say("add_to_cart", "soy talla 27")
    assert chat.lines == {}


def test_a_number_behind_a_colour_is_no_count() -> None:
    assert parse_quantity("agrégame las brisa grises 27") is None
    assert parse_quantity("agrégame 20 grises") == 20


async def test_what_went_in_since_is_what_ese_means() -> None:
    chat = Chat()
    await chat.say("search_products", "licuadora")
    await chat.say("add_to_cart", "agrega la taza de barro")
    found = chat.resolve("ese")
    assert found is not None
    assert found.first.sku == "TAZA"
    assert found.exact


async def test_that_one_only_adds_no_second_of_what_just_went_in() -> None:
    chat = Chat()
    await chat.say("add_to_cart", "agrega la taza de barro")
    await chat.say("add_to_cart", "ya ese nomas agregue")
    assert chat.lines == {"TAZA": 1}


async def test_the_colour_that_was_looked_for_stays_chosen_after_a_question() -> None:
    chat = Chat()
    await chat.say("search_products", "playera blanca")
    await chat.say("answer_product", "¿cuánto cuesta?")
    await chat.answer("sí")
    assert "color" not in chat.text
