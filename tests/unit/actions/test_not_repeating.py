"""The same words never come twice in a row, and long questions are read page by page."""

from __future__ import annotations

from itertools import pairwise

import pytest

from actions.shop.product import Product
from tests.doubles.chat import Chat
from tests.doubles.shop import pesos


async def test_what_is_not_understood_three_times_gets_three_different_answers() -> None:
    chat = Chat()
    told: list[str] = []
    for _ in range(6):
        await chat.say("fallback", "asdf qwer")
        told.append(chat.text)
    assert len(set(told[:3])) == 3
    assert all(one != following for one, following in pairwise(told))


async def test_what_is_said_in_several_ways_is_not_repeated_at_once() -> None:
    chat = Chat()
    told: list[str] = []
    for _ in range(3):
        await chat.say("goodbye", "adiós")
        told.append(chat.text)
    assert told[0] != told[1] != told[2]


def shoes(count: int) -> list[Product]:
    return [
        Product(f"Z-{n}", "Zapato", pesos(500), group="Z", size=str(n))
        for n in range(20, 20 + count)
    ]


async def test_more_than_ten_sizes_come_page_by_page_and_all_can_be_answered() -> None:
    chat = Chat(shoes(25))
    await chat.say("add_to_cart", "quiero los zapatos")
    assert chat.titles == [*(str(n) for n in range(20, 29)), "Más opciones"]
    await chat.tap("Más opciones")
    assert chat.titles == [*(str(n) for n in range(29, 38)), "Más opciones"]
    await chat.tap("Más opciones")
    assert chat.titles == [str(n) for n in range(38, 45)]
    await chat.answer("44")
    assert chat.lines == {"Z-44": 1}


async def test_ten_sizes_need_no_page() -> None:
    chat = Chat(shoes(10))
    await chat.say("add_to_cart", "quiero los zapatos")
    assert len(chat.titles) == 10
    assert "Más opciones" not in chat.titles


async def test_a_page_of_a_forgotten_question_lets_the_customer_look_around() -> None:
    chat = Chat()
    for tapped in ("page:9", "page:x", "page:999"):
        await chat.tap_id(tapped)
        assert "Calzado" in chat.titles


async def test_many_sections_come_page_by_page() -> None:
    catalog = [Product(f"S{n}", f"Cosa {n}", pesos(9), category=f"Sección {n}") for n in range(14)]
    chat = Chat(catalog)
    await chat.say("browse_catalog", "catálogo")
    assert len(chat.titles) == 10
    assert chat.titles[-2:] == ["Más opciones", "Todo el catálogo"]
    await chat.tap("Más opciones")
    assert chat.titles[0] == "Sección 8"
    assert chat.titles[-1] == "Todo el catálogo"


async def test_only_pointing_at_a_list_asks_which_one_to_add() -> None:
    chat = Chat()
    await chat.say("search_products", "cocina")
    await chat.say("answer_product", "esa")
    assert chat.titles == ["Taza de barro", "Licuadora Tornado"]
    await chat.tap("Taza de barro")
    assert chat.lines == {"TAZA": 1}


async def test_a_code_shows_exactly_that_variant() -> None:
    chat = Chat()
    await chat.say("search_products", "TENIS-GRI-27")
    assert chat.shown == ["TENIS-GRI-27"]
    await chat.answer("sí")
    assert chat.lines == {"TENIS-GRI-27": 1}


async def test_the_price_of_a_code_is_told() -> None:
    chat = Chat()
    await chat.say("answer_product", "cuánto cuesta el LICUA ?".replace("LICUA", "TENIS-GRI-27"))
    assert "$1,199.00" in chat.text


async def test_what_was_not_found_is_named() -> None:
    chat = Chat()
    await chat.say("search_products", "busco unas bicicletas plegables porfa")
    assert "«bicicletas plegables»" in chat.text


async def test_a_no_with_a_colour_wants_the_same_in_that_colour() -> None:
    chat = Chat()
    await chat.say("search_products", "playera negra")
    await chat.say("deny", "no, blanca")
    assert chat.shown == ["PLAYERA-BLA-M"]


async def test_the_cheapest_of_what_was_shown_is_shown() -> None:
    chat = Chat()
    await chat.say("search_products", "cocina")
    await chat.say("show_more", "el más barato")
    assert chat.shown == ["TAZA"]


async def test_how_much_is_it_of_nothing_in_particular_is_asked_of_the_cart() -> None:
    chat = Chat().with_cart(TAZA=2)
    await chat.say("search_products", "calzado")
    await chat.say("answer_product", "¿cuánto es?")
    assert "$240.00" in chat.text


async def test_a_bare_number_with_please_is_no_order() -> None:
    chat = Chat()
    await chat.say("search_products", "cocina")
    await chat.answer("2 por favor")
    assert chat.lines == {}


async def test_asking_to_see_the_first_adds_nothing() -> None:
    chat = Chat()
    await chat.say("search_products", "cocina")
    await chat.say("add_to_cart", "dale, mostrame la primera")
    assert chat.lines == {}
    assert chat.shown == ["TAZA"]


async def test_a_price_of_nothing_in_sight_asks_of_what() -> None:
    chat = Chat()
    await chat.say("answer_product", "¿cuánto cuesta?")
    assert "producto" in chat.text
    assert "nombre" in chat.text


async def test_a_changed_search_says_what_changed() -> None:
    chat = Chat()
    await chat.say("search_products", "calzado")
    await chat.say("show_more", "del 27")
    assert "talla 27" in chat.text


async def test_asking_for_a_colour_of_the_one_on_offer_is_no_order() -> None:
    chat = Chat()
    await chat.say("search_products", "playera")
    with pytest.raises(AssertionError, match="answers nothing"):
        await chat.answer("la tienen en negro?")


async def test_asking_a_price_by_its_place_is_no_choice() -> None:
    chat = Chat()
    await chat.say("search_products", "cocina")
    with pytest.raises(AssertionError, match="answers nothing"):
        await chat.answer("cuánto cuesta la segunda?")


async def test_a_no_that_names_another_thing_shows_it() -> None:
    chat = Chat()
    await chat.say("deny", "no, licuadora")
    assert chat.shown == ["LICUA"]
    await chat.say("deny", "no me convence")
    assert chat.shown == []
