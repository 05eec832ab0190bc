"""Adding, changing, viewing, emptying and paying a cart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.replies import Link, Products, Question
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
    assert len(chat.titles) == 3
    await chat.answer("azul marino")
    assert chat.lines == {"TENIS-AZU-27": 1} or chat.titles


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


async def test_of_several_unclear_ones_one_question_names_them(chat: Chat) -> None:
    await showing(chat)
    await chat.say("add_to_cart", "los dos")
    assert chat.lines == {}
    assert chat.titles == ["Tenis Brisa", "Botas Sierra"]


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


async def test_a_name_that_fits_several_is_shown_to_choose_from() -> None:
    cups = [Product(f"T{n}", f"Taza {n}", pesos(100), category="Taza") for n in ("a", "b")]
    chat = Chat([Product("T1", "Taza grande lisa", pesos(90)),
                 Product("T2", "Taza grande pintada", pesos(95)), *cups])  # fmt: skip
    await chat.say("add_to_cart", "agrega 2 tazas grandes")
    assert chat.shown == ["T1", "T2"]
    await chat.answer("el segundo")
    assert chat.lines == {"T2": 2}


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


async def test_yes_after_adding_opens_the_checkout(chat: Chat) -> None:
    await chat.say("add_to_cart", "una taza")
    await chat.answer("sí")
    (reply,) = chat.turn.replies
    assert isinstance(reply, Link)
    assert reply.url == "https://tienda.example/pay/token"
    assert len(reply.label) <= 20


async def test_no_after_adding_keeps_the_cart(chat: Chat) -> None:
    await chat.say("add_to_cart", "una taza")
    await chat.answer("no, gracias")
    assert chat.lines == {"TAZA": 1}
    assert chat.context.pending is None


async def test_the_cart_is_shown_with_total_and_link(chat: Chat) -> None:
    chat.with_cart(TAZA=2, LICUA=1)
    await chat.say("view_cart")
    assert "2 × Taza de barro: $240.00" in chat.text
    assert "$989.00" in chat.text


async def test_a_long_cart_fits_beside_a_link() -> None:
    catalog = [Product(f"S{n}", f"Producto número {n} " + "x" * 80, pesos(n)) for n in range(1, 40)]
    chat = Chat(catalog).with_cart(**{f"S{n}": 1 for n in range(1, 40)})
    await chat.say("view_cart")
    assert len(chat.text) <= 1024
    assert "29 más" in chat.text


async def test_an_empty_cart_cannot_be_viewed_paid_or_cleared(chat: Chat) -> None:
    for action in ("view_cart", "checkout", "clear_cart", "change_cart"):
        await chat.say(action, "")
        assert isinstance(chat.turn.replies[0], Question)
        assert "carrito" in chat.text


async def test_checkout_tells_prices_and_stock_that_changed(chat: Chat) -> None:
    chat.with_cart(TAZA=2, LICUA=3)
    chat.products.catalog = [
        replace(one, price=pesos(130)) if one.sku == "TAZA"
        else replace(one, stock=1) if one.sku == "LICUA"
        else one
        for one in CATALOG
    ]  # fmt: skip
    await chat.say("checkout", "quiero pagar")
    assert "$130.00" in chat.text
    assert chat.lines == {"TAZA": 2, "LICUA": 1}
    assert chat.cart.total == pesos(260 + 749)


async def test_checkout_of_what_is_all_gone_says_so(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    chat.products.catalog = []
    await chat.say("checkout", "pagar")
    assert chat.lines == {}
    assert not any(isinstance(one, Link) for one in chat.turn.replies)


async def test_clearing_asks_once(chat: Chat) -> None:
    chat.with_cart(TAZA=2)
    await chat.say("clear_cart", "vacía mi carrito")
    assert chat.lines == {"TAZA": 2}
    await chat.answer("sí")
    assert chat.lines == {}


async def test_not_clearing_keeps_the_cart(chat: Chat) -> None:
    chat.with_cart(TAZA=2)
    await chat.say("clear_cart", "vacía mi carrito")
    await chat.answer("no")
    assert chat.lines == {"TAZA": 2}


async def test_a_confirmation_waits_only_for_the_next_act(chat: Chat) -> None:
    chat.with_cart(TAZA=2)
    await chat.say("clear_cart", "vacía mi carrito")
    await chat.say("answer_shop", "¿hacen envíos?")
    await chat.say("affirm", "sí")
    assert chat.lines == {"TAZA": 2}


async def test_a_question_about_a_variant_waits_through_another_act(chat: Chat) -> None:
    await chat.say("add_to_cart", "quiero los tenis grises")
    await chat.say("answer_shop", "¿hacen envíos?")
    await chat.answer("27")
    assert chat.lines == {"TENIS-GRI-27": 1}


async def test_a_line_is_taken_out_by_name(chat: Chat) -> None:
    chat.with_cart(TAZA=2, LICUA=1)
    await chat.say("change_cart", "quítame la licuadora del carrito")
    assert chat.lines == {"TAZA": 2}
    assert "$240.00" in chat.text


async def test_taking_the_last_line_out_empties_the_cart(chat: Chat) -> None:
    chat.with_cart(TAZA=2)
    await chat.say("change_cart", "sácala")
    assert chat.lines == {}


async def test_the_quantity_is_set_and_lowered(chat: Chat) -> None:
    chat.with_cart(TAZA=6, LICUA=1)
    await chat.say("change_cart", "cambia la cantidad de tazas a 4, puse 6")
    assert chat.lines["TAZA"] == 4
    await chat.say("change_cart", "quita 2 tazas")
    assert chat.lines["TAZA"] == 2


async def test_a_set_quantity_stays_within_the_stock(chat: Chat) -> None:
    chat.with_cart(LICUA=1)
    await chat.say("change_cart", "mejor 5 licuadoras")
    assert chat.lines == {"LICUA": 3}
    assert "3" in chat.text


async def test_which_line_is_asked_and_the_change_is_kept(chat: Chat) -> None:
    chat.with_cart(TAZA=3, LICUA=2)
    await chat.say("change_cart", "mejor solo 1")
    assert chat.titles == ["Taza de barro", "Licuadora Tornado"]
    await chat.answer("la taza")
    assert chat.lines == {"TAZA": 1, "LICUA": 2}


async def test_what_was_just_added_is_what_is_taken_out(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    await chat.say("add_to_cart", "agrega la licuadora")
    await chat.say("change_cart", "quítala")
    assert chat.lines == {"TAZA": 1}


async def test_taking_everything_out_asks_first(chat: Chat) -> None:
    chat.with_cart(TAZA=1, LICUA=1)
    await chat.say("change_cart", "quita todos")
    assert chat.lines == {"TAZA": 1, "LICUA": 1}
    await chat.answer("sí")
    assert chat.lines == {}


async def test_a_line_whose_product_is_gone_can_be_taken_out(chat: Chat) -> None:
    chat.with_cart(TAZA=1, LICUA=1)
    chat.products.catalog = []
    await chat.say("change_cart", "quita la taza")
    assert chat.lines == {"LICUA": 1}


async def test_a_delete_button_of_a_line_that_is_gone_shows_the_cart(chat: Chat) -> None:
    chat.with_cart(LICUA=1)
    await chat.tap_id("del:TAZA")
    assert "Licuadora" in chat.text


async def test_adding_shows_nothing_but_one_message(chat: Chat) -> None:
    await chat.say("add_to_cart", "una taza")
    assert len(chat.turn.replies) == 1
    assert not isinstance(chat.turn.replies[0], Products)


async def test_other_words_for_what_is_in_the_cart_are_understood(chat: Chat) -> None:
    chat.with_cart(PLAYERA_NEG_M=2, TAZA=1)
    await chat.say("change_cart", "sacame la remera, dejá lo otro")
    assert chat.lines == {"TAZA": 1}


async def test_another_colour_than_the_carts_takes_nothing_out(chat: Chat) -> None:
    chat.with_cart(PLAYERA_NEG_M=2, TAZA=1)
    await chat.say("change_cart", "ya no quiero la playera blanca")
    assert chat.lines == {"PLAYERA-NEG-M": 2, "TAZA": 1}
    await chat.say("change_cart", "quita el polo blanco")
    assert chat.lines == {"PLAYERA-NEG-M": 2, "TAZA": 1}


async def test_what_is_not_in_the_cart_is_said_with_the_cart(chat: Chat) -> None:
    chat.with_cart(TAZA=2)
    await chat.say("change_cart", "Al final solo una sudadera, no dos")
    assert chat.lines == {"TAZA": 2}
    assert "no está en el carrito" in chat.text
    assert "Taza de barro" in chat.text


async def test_two_lines_are_taken_out_at_once(chat: Chat) -> None:
    chat.with_cart(TAZA=2, LICUA=1, GORRA_NEG=1)
    await chat.say("change_cart", "borra el primero y el segundo")
    assert chat.lines == {"GORRA-NEG": 1}


async def test_what_is_found_under_another_name_is_shown_before_it_is_added(chat: Chat) -> None:
    await chat.say("add_to_cart", "poneme dos remeras negras talla M")
    assert chat.lines == {}
    assert chat.shown == ["PLAYERA-NEG-M"]
    await chat.answer("sí")
    assert chat.lines == {"PLAYERA-NEG-M": 2}


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


async def test_words_around_an_order_do_not_hide_what_it_names(chat: Chat) -> None:
    await chat.say(
        "add_to_cart",
        "ok mira agrégame también la playera negra talla M y que sean dos, una para mi hermana",
    )
    assert chat.lines == {"PLAYERA-NEG-M": 2}


async def test_more_are_set_only_as_far_as_the_line_allows(chat: Chat) -> None:
    chat.with_cart(TAZA=2)
    await chat.say("change_cart", "cambia la cantidad de tazas a 500")
    assert chat.lines == {"TAZA": 99}


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
