"""Putting one thing into the cart: which variant, how many, what cannot be had."""

from __future__ import annotations

import pytest

from actions.replies import Products
from actions.shop.money import Money
from actions.shop.product import Product
from tests.doubles.chat import Chat
from tests.doubles.shop import CATALOG, pesos


@pytest.fixture
def chat() -> Chat:
    return Chat()


async def showing(chat: Chat, text: str = "calzado") -> Chat:
    await chat.say("search_products", text)
    return chat


async def test_one_product_without_variants_is_added_at_once(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega dos tazas de barro")
    assert chat.lines == {"TAZA": 2}
    assert "$240.00" in chat.text
    assert chat.titles == ["Pagar", "Ver carrito", "Ver más productos"]
    assert chat.context.last_added == ("TAZA",)


async def test_a_missing_colour_and_size_are_one_question(chat: Chat) -> None:
    await chat.say("add_to_cart", "quiero los tenis brisa")
    assert chat.lines == {}
    assert chat.titles == ["gris, 26", "gris, 27", "azul marino, 27"]
    await chat.answer("la gris del 27")
    assert chat.lines == {"TENIS-GRI-27": 1}


async def test_only_values_in_stock_are_offered(chat: Chat) -> None:
    await chat.say("add_to_cart", "dame los tenis azul marino")
    assert "28" not in chat.text
    assert "azul marino, 27" in chat.text
    await chat.answer("sí")
    assert chat.lines == {"TENIS-AZU-27": 1}


async def test_colour_and_size_in_the_words_are_enough(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrégame la playera negra talla CH y que sean dos")
    assert chat.lines == {"PLAYERA-NEG-CH": 2}


async def test_pointing_at_what_was_shown_asks_only_for_the_size(chat: Chat) -> None:
    await showing(chat)
    await chat.say("add_to_cart", "me llevo el primero")
    assert chat.titles == ["26", "27"]
    await chat.tap("27")
    assert chat.lines == {"TENIS-GRI-27": 1}


async def test_the_size_that_was_searched_is_not_asked_again(chat: Chat) -> None:
    await showing(chat, "calzado del 27")
    await chat.say("add_to_cart", "échame 2 del primero")
    assert chat.lines == {"TENIS-GRI-27": 2}


async def test_a_quantity_survives_the_question(chat: Chat) -> None:
    await showing(chat)
    await chat.say("add_to_cart", "quiero tres de los primeros")
    await chat.answer("27")
    assert chat.lines == {"TENIS-GRI-27": 3}


async def test_a_quantity_said_with_the_answer_counts(chat: Chat) -> None:
    await showing(chat)
    await chat.say("add_to_cart", "el primero")
    await chat.answer("dos del 27")
    assert chat.lines == {"TENIS-GRI-27": 2}


async def test_a_bare_size_there_is_none_of_is_told_and_asked_again(chat: Chat) -> None:
    await showing(chat)
    await chat.say("add_to_cart", "el primero")
    await chat.answer("30")
    assert chat.lines == {}
    assert chat.titles == ["26", "27"]
    await chat.answer("azul marino")
    assert chat.lines == {"TENIS-AZU-27": 1} or chat.titles


async def test_more_than_the_stock_says_how_many_there_are(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega 5 licuadoras")
    assert chat.lines == {}
    assert "3" in chat.text
    await chat.answer("sí")
    assert chat.lines == {"LICUA": 3}


async def test_how_many_may_be_answered_with_another_number(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega 5 licuadoras")
    await chat.answer("mejor 2")
    assert chat.lines == {"LICUA": 2}


async def test_what_is_in_the_cart_counts_against_the_stock(chat: Chat) -> None:
    chat.with_cart(LICUA=3)
    await chat.say("add_to_cart", "agrega otra licuadora")
    assert chat.lines == {"LICUA": 3}
    assert "3" in chat.text


async def test_more_than_99_is_for_a_person(chat: Chat) -> None:
    await chat.say("add_to_cart", "quiero 200 tazas")
    assert chat.lines == {}
    assert chat.titles == ["Hablar con alguien"]
    chat.with_cart(TAZA=90)
    await chat.say("add_to_cart", "agrega 20 tazas")
    assert chat.lines == {"TAZA": 90}
    assert "99" in chat.text


async def test_another_currency_never_enters_the_cart() -> None:
    dollars = Product("USD", "Reloj", Money(9900, "USD"), category="Cocina")
    chat = Chat([*CATALOG, dollars]).with_cart(TAZA=1)
    await chat.say("add_to_cart", "agrega el reloj")
    assert chat.lines == {"TAZA": 1}
    assert "moneda" in chat.text


async def test_a_variant_that_is_sold_out_offers_its_siblings(chat: Chat) -> None:
    await chat.say("add_to_cart", "los tenis azul marino del 28")
    assert chat.lines == {}
    assert len(chat.titles) == 3


async def test_a_product_that_is_sold_out_shows_what_is_nearest(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega la vajilla talavera")
    assert chat.lines == {}
    assert chat.shown == ["TAZA", "LICUA"]


async def test_a_sold_out_product_alone_in_the_shop_helps_on() -> None:
    chat = Chat([one for one in CATALOG if one.sku == "OUT"])
    await chat.say("add_to_cart", "agrega la vajilla")
    assert chat.titles == ["Ver catálogo", "Hablar con alguien"]


async def test_what_nobody_sells_is_said(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una bicicleta")
    assert chat.lines == {}
    assert chat.turn.searches[0][1] == ()


async def test_search_switched_off_adds_only_what_is_in_sight() -> None:
    chat = Chat(search=False)
    await chat.say("add_to_cart", "agrega una licuadora")
    assert chat.lines == {}
    await chat.say("add_to_cart", "lo quiero", asked="LICUA")
    assert chat.lines == {"LICUA": 1}


async def test_a_quoted_product_is_the_one_added(chat: Chat) -> None:
    await showing(chat)
    await chat.say("add_to_cart", "quiero este", "TAZA")
    assert chat.lines == {"TAZA": 1}


async def test_other_attributes_are_asked_with_their_prices(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega la memoria usb")
    assert chat.titles == ["32 GB", "64 GB"]
    await chat.answer("64")
    assert chat.lines == {"USB-64": 1}
    assert chat.cart.lines[0].name == "Memoria USB Llave (64 GB)"


async def test_many_variants_ask_for_the_colour_first() -> None:
    rows = [("rojo", n) for n in range(20, 27)] + [("azul", n) for n in range(20, 27)]
    catalog = [
        Product(f"Z-{colour}-{n}", "Zapato", pesos(500), group="Z", colour=colour, size=str(n))
        for colour, n in rows
    ]
    chat = Chat(catalog)
    await chat.say("add_to_cart", "quiero los zapatos")
    assert chat.titles == ["rojo", "azul"]
    await chat.answer("azul")
    assert chat.titles == [str(n) for n in range(20, 27)]
    await chat.tap("24")
    assert chat.lines == {"Z-azul-24": 1}


async def test_a_button_works_after_its_question_is_forgotten(chat: Chat) -> None:
    await chat.say("add_to_cart", "quiero 2 tenis grises")
    tapped = chat.choices[1].id
    chat.context.pending = None
    await chat.tap_id(tapped)
    assert chat.lines == {"TENIS-GRI-27": 2}


async def test_a_question_about_a_variant_waits_through_another_act(chat: Chat) -> None:
    await chat.say("add_to_cart", "quiero los tenis grises")
    await chat.say("answer_shop", "¿hacen envíos?")
    await chat.answer("27")
    assert chat.lines == {"TENIS-GRI-27": 1}


async def test_adding_shows_nothing_but_one_message(chat: Chat) -> None:
    await chat.say("add_to_cart", "una taza")
    assert len(chat.turn.replies) == 1
    assert not isinstance(chat.turn.replies[0], Products)


async def test_what_is_found_under_another_name_is_shown_before_it_is_added(chat: Chat) -> None:
    await chat.say("add_to_cart", "poneme dos remeras negras talla M")
    assert chat.lines == {}
    assert chat.shown == ["PLAYERA-NEG-M"]
    await chat.answer("sí")
    assert chat.lines == {"PLAYERA-NEG-M": 2}


async def test_words_around_an_order_do_not_hide_what_it_names(chat: Chat) -> None:
    await chat.say(
        "add_to_cart",
        "ok mira agrégame también la playera negra talla M y que sean dos, una para mi hermana",
    )
    assert chat.lines == {"PLAYERA-NEG-M": 2}


async def test_a_code_in_a_sentence_is_that_very_variant(chat: Chat) -> None:
    await chat.say("add_to_cart", "quiero 2 del TENIS-GRI-27 porfa")
    assert chat.lines == {"TENIS-GRI-27": 2}


async def test_a_place_with_please_adds_what_a_bare_place_would_show(chat: Chat) -> None:
    await showing(chat, "cocina")
    await chat.answer("la segunda")
    assert chat.lines == {}
    await showing(chat, "cocina")
    await chat.answer("la segunda porfa")
    assert chat.lines == {"LICUA": 1}


async def test_a_size_is_still_answered_after_other_things_were_shown(chat: Chat) -> None:
    await chat.say("add_to_cart", "quiero los tenis grises")
    await showing(chat, "cocina")
    await chat.answer("27")
    assert chat.lines == {"TENIS-GRI-27": 1}
    assert chat.context.earlier is None


async def test_a_size_answers_what_is_offered_now_and_not_what_was_pushed_aside(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega las botas")
    await chat.say("search_products", "tienen tenis?")
    assert chat.shown
    assert all(sku.startswith("TENIS") for sku in chat.shown)
    await chat.answer("27")
    assert not any(sku.startswith("BOTAS") for sku in chat.lines)
    assert "botas" not in chat.text.lower()


async def test_what_went_in_meanwhile_is_not_added_again_by_a_late_size(chat: Chat) -> None:
    await chat.say("add_to_cart", "quiero los tenis grises")
    await showing(chat, "cocina")
    await chat.say("add_to_cart", "los tenis grises del 27")
    assert chat.context.earlier is None
    assert chat.lines == {"TENIS-GRI-27": 1}
