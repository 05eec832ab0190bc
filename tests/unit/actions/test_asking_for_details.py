"""Information asked for in general, and things named where no intent claims the words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.ports import Said
from actions.shop.vocabulary import unframed
from tests.doubles.chat import Chat
from tests.doubles.shop import CATALOG


async def test_details_are_the_description_with_price_and_options() -> None:
    chat = Chat([replace(one, description="De barro cocido a mano.") for one in CATALOG])
    await chat.say("answer_product", "¿me das informes de la taza?")
    assert "De barro cocido a mano." in chat.text
    assert "$120.00" in chat.text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("buenas tardes, me regala información del termo", "termo"),
        ("regáleme info de los termos", "los termos"),
        ("busco un regalo", "un regalo"),
        ("hola, ando buscando power bank", "power bank"),
        ("me regala", "me regala"),
    ],
)
def test_courtesy_is_not_searched_for(text: str, asked: str) -> None:
    assert unframed(text) == asked


async def test_a_product_named_word_for_word_is_shown_though_it_seemed_out_of_scope() -> None:
    chat = Chat()
    chat.confidence = 0.5
    await chat.act("fallback", Said("la taza de barro"), "out_of_scope")
    assert chat.shown == ["TAZA"]


async def test_what_is_surely_out_of_scope_is_not_searched_for() -> None:
    chat = Chat()
    await chat.act("fallback", Said("cuéntame un chiste de tazas"), "out_of_scope")
    assert chat.shown == []


async def test_a_colour_that_was_asked_about_is_the_one_that_yes_adds() -> None:
    chat = Chat()
    await chat.say("product_asked", asked="PLAYERA-BLA-M")
    await chat.say("answer_product", "¿la tienen en negro talla M?")
    assert "negro" in chat.text
    await chat.answer("sí")
    assert chat.lines == {"PLAYERA-NEG-M": 1}


async def test_two_of_nothing_in_sight_asks_of_what() -> None:
    chat = Chat()
    await chat.say("add_to_cart", "me llevo dos pares")
    assert chat.shown == []
    assert "Qué te agrego" in chat.text


async def test_a_laugh_is_not_misunderstood() -> None:
    chat = Chat()
    await chat.say("fallback", "jajaja")
    assert "sigo" in chat.text
    assert chat.context.fallbacks == 0


async def test_taking_what_is_left_is_a_yes_to_how_many() -> None:
    chat = Chat()
    await chat.say("add_to_cart", "agrega 5 licuadoras")
    await chat.answer("hágale, me las llevo")
    assert chat.lines == {"LICUA": 3}


async def test_a_bare_colour_that_no_intent_claims_goes_on_with_what_was_shown() -> None:
    chat = Chat()
    await chat.say("search_products", "playera blanca")
    await chat.say("fallback", "¿y en negro?")
    assert chat.shown
    assert {sku.split("-")[1] for sku in chat.shown} == {"NEG"}


async def test_markup_is_never_repeated() -> None:
    chat = Chat()
    await chat.say("search_products", "'; DROP TABLE product; --")
    assert "DROP" not in chat.text
