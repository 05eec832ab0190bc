"""Search, more of it, browsing, and what is said when there is nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.ports import Shop
from actions.replies import Products, Question, WholeCatalog
from actions.shop.context import LastSearch
from actions.shop.pending import answer_pending
from actions.shop.product import Product
from actions.shop.vocabulary import plainly
from index.types import Found
from tests.doubles.chat import Chat
from tests.doubles.shop import CATALOG, pesos

MANY = tuple(
    Product(
        f"BOL-{number:02}",
        f"Bolsa modelo {number}",
        pesos(100 + number * 10),
        brand="Una" if number < 20 else "Otra",
        colour="rojo" if number % 2 else "negro",
    )
    for number in range(25)
)


@pytest.fixture
def chat() -> Chat:
    return Chat()


async def test_a_search_shows_one_of_each_product_and_is_remembered(chat: Chat) -> None:
    await chat.say("search_products", "busco calzado")
    assert chat.shown == ["TENIS-GRI-26", "BOTAS-NEG-27"]
    assert [one.sku for one in chat.context.shown] == chat.shown
    assert chat.context.search is not None
    assert chat.context.search.query == "busco calzado"
    assert chat.turn.searches[0][1] == tuple(chat.shown)


async def test_filters_in_the_words_pick_the_variant_to_show(chat: Chat) -> None:
    await chat.say("search_products", "calzado del 27")
    assert chat.shown == ["TENIS-GRI-27", "BOTAS-NEG-27"]


async def test_one_product_is_shown_with_its_colours_price_and_options(chat: Chat) -> None:
    await chat.say("search_products", "tienen tenis?")
    assert chat.shown == ["TENIS-GRI-26", "TENIS-AZU-27"]
    assert "$1,199.00" in chat.text
    assert "color: gris, azul marino" in chat.text
    assert "28" not in chat.text, "a size that is sold out is not offered"


async def test_yes_after_one_product_goes_on_to_the_cart(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    await chat.answer("sí")
    assert chat.lines == {"TAZA": 1}


async def test_yes_after_a_product_with_variants_asks_which(chat: Chat) -> None:
    await chat.say("search_products", "tenis")
    await chat.answer("sí")
    assert chat.lines == {}
    assert chat.titles == ["gris, 26", "gris, 27", "azul marino, 27"]


async def test_a_size_there_is_none_of_is_told_with_those_there_are(chat: Chat) -> None:
    await chat.say("search_products", "tenis del 29")
    assert "29" in chat.text
    assert "26" in chat.text
    assert chat.shown


async def test_nothing_found_is_recorded_and_helps_on(chat: Chat) -> None:
    await chat.say("search_products", "bicicletas")
    assert chat.turn.searches[0][1] == ()
    assert chat.titles == ["Ver catálogo", "Hablar con alguien"]
    assert chat.context.search is None


async def test_a_sku_or_address_in_the_text_finds_its_product(chat: Chat) -> None:
    await chat.say("search_products", "https://tienda.example/p/licua tienen este?")
    assert chat.shown == ["LICUA"]
    assert "antes $899.00" in chat.text


async def test_what_is_sold_out_shows_what_is_nearest(chat: Chat) -> None:
    await chat.say("search_products", "vajilla")
    assert "Vajilla Talavera" in chat.text
    assert chat.shown == ["TAZA", "LICUA"]


async def test_el_segundo_shows_what_was_shown_second(chat: Chat) -> None:
    await chat.say("search_products", "calzado")
    await chat.say("search_products", "a ver el segundo")
    assert chat.shown == ["BOTAS-NEG-27"]


async def test_an_ads_product_is_shown_when_nothing_else_is_named(chat: Chat) -> None:
    await chat.say("search_products", "quiero más información", asked="LICUA")
    assert chat.shown == ["LICUA"]


async def test_search_switched_off_gives_the_default_reply() -> None:
    chat = Chat(search=False, default_reply="Escríbenos al 55 1234 5678.")
    await chat.say("search_products", "tenis")
    assert chat.text == "Escríbenos al 55 1234 5678."
    assert chat.turn.searches == []


async def test_a_product_kept_out_of_search_is_not_shown() -> None:
    hidden = [replace(one, searchable=False) if one.sku == "TAZA" else one for one in CATALOG]
    chat = Chat(hidden)
    await chat.say("search_products", "taza")
    assert chat.shown == []


async def test_more_shows_ten_at_a_time_without_repeats_until_the_end() -> None:
    chat = Chat(MANY)
    await chat.say("search_products", "bolsas")
    seen = list(chat.shown)
    for count in (10, 5):
        await chat.say("show_more", "muéstrame más")
        assert len(chat.shown) == count
        seen += chat.shown
    assert len(set(seen)) == len(seen) == 25
    await chat.say("show_more", "más")
    assert chat.shown == []
    assert "Ver catálogo" in chat.titles


async def test_more_stays_within_whatsapps_limits() -> None:
    chat = Chat(MANY)
    await chat.say("search_products", "bolsas")
    (reply,) = chat.turn.replies
    assert isinstance(reply, Products)
    assert 0 < len(reply.header) <= 60
    assert all(0 < len(section.title) <= 24 for section in reply.sections)
    assert len(reply.skus) <= 10


async def test_cheaper_shows_only_cheaper_ones() -> None:
    chat = Chat(tuple(reversed(MANY)))
    await chat.say("search_products", "bolsas")
    cheapest = min(await chat.products.by_sku(chat.shop, chat.shown), key=lambda p: p.pays.amount)
    await chat.say("show_more", "¿no hay más baratas?")
    assert chat.shown
    for product in await chat.products.by_sku(chat.shop, chat.shown):
        assert product.pays.amount < cheapest.pays.amount


async def test_nothing_cheaper_is_said() -> None:
    chat = Chat(MANY)
    await chat.say("search_products", "bolsas")
    await chat.say("show_more", "más baratas")
    assert chat.shown == []
    assert "baratos" in chat.text
    assert "Bolsa modelo 0" in chat.text


async def test_dearer_brand_and_price_narrow_the_search() -> None:
    chat = Chat(MANY)
    await chat.say("search_products", "bolsas")
    await chat.say("show_more", "otras de otra marca")
    assert {one.brand for one in await chat.products.by_sku(chat.shop, chat.shown)} == {"Otra"}
    await chat.say("search_products", "bolsas")
    await chat.say("show_more", "de menos de 130")
    assert chat.shown == []
    await chat.say("search_products", "bolsas")
    await chat.say("show_more", "unas más caras")
    assert "BOL-10" in chat.shown


async def test_the_same_in_another_colour_shows_that_colour() -> None:
    chat = Chat(MANY)
    await chat.say("search_products", "bolsas")
    await chat.say("show_more", "las mismas pero en rojo")
    found = await chat.products.by_sku(chat.shop, chat.shown)
    assert found
    assert {one.colour for one in found} == {"rojo"}


async def test_one_product_in_another_colour_shows_its_own_variant(chat: Chat) -> None:
    await chat.say("product_asked", "¿a cómo?", asked="TENIS-GRI-27")
    await chat.say("show_more", "¿lo hay en otro color?")
    assert chat.shown == ["TENIS-AZU-27"]
    await chat.say("show_more", "¿y en otro color?")
    assert chat.shown == [], "both were seen"
    assert "gris y azul marino" in chat.text


async def test_a_colour_nobody_has_is_said() -> None:
    chat = Chat(MANY)
    await chat.say("search_products", "bolsas")
    await chat.say("show_more", "y en verde?")
    assert chat.shown == []
    assert "negro y rojo" in chat.text, "the colours there are"


async def test_more_of_nothing_lets_look_around(chat: Chat) -> None:
    await chat.say("show_more", "más")
    assert chat.titles[0] == "Calzado"


async def test_browsing_offers_categories_and_the_whole_catalog(chat: Chat) -> None:
    await chat.say("browse_catalog", "qué venden")
    assert chat.titles == ["Calzado", "Ropa", "Cocina", "Electrónica", "Todo el catálogo"]
    await chat.tap("Cocina")
    assert chat.shown == ["TAZA", "LICUA"]
    await chat.say("browse_catalog")
    await chat.tap("Todo el catálogo")
    (reply,) = chat.turn.replies
    assert isinstance(reply, WholeCatalog)
    assert reply.thumbnail == "TENIS-GRI-26"


async def test_a_category_that_is_gone_offers_the_others(chat: Chat) -> None:
    await chat.tap_id("cat:Muebles")
    assert "Calzado" in chat.titles


async def test_one_category_opens_the_whole_catalog() -> None:
    chat = Chat([replace(one, category="Todo") for one in CATALOG])
    await chat.say("browse_catalog")
    assert isinstance(chat.turn.replies[0], WholeCatalog)


async def test_an_empty_shop_offers_a_person() -> None:
    chat = Chat([])
    await chat.say("browse_catalog")
    await chat.answer("sí")
    assert chat.turn.handed is not None


async def test_every_question_keeps_to_what_whatsapp_takes() -> None:
    long = [replace(one, category=f"{one.category} y muchas otras cosas más") for one in CATALOG]
    chat = Chat(long)
    await chat.say("browse_catalog")
    (reply,) = chat.turn.replies
    assert isinstance(reply, Question)
    assert len(reply.choices) <= 10
    assert len({choice.title for choice in reply.choices}) == len(reply.choices)
    assert all(len(choice.description) <= 72 for choice in reply.choices)
    assert any("otras cosas" in choice.description for choice in reply.choices)


async def test_the_colour_asked_for_is_the_only_one_shown_and_added(chat: Chat) -> None:
    await chat.say("search_products", "tenis azul marino del 27")
    assert chat.shown == ["TENIS-AZU-27"]
    await chat.answer("sí")
    assert chat.lines == {"TENIS-AZU-27": 1}


async def test_the_colour_asked_for_is_kept_when_only_the_size_is_missing(chat: Chat) -> None:
    await chat.say("search_products", "tenis grises")
    assert chat.shown == ["TENIS-GRI-26"]
    await chat.answer("sí")
    assert chat.titles == ["26", "27"]


async def test_sizes_are_told_smallest_first(chat: Chat) -> None:
    await chat.say("search_products", "playeras")
    assert "talla: CH, M" in chat.text


async def test_a_bare_place_after_a_list_shows_that_one(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.answer("2")
    assert chat.shown == ["LICUA"]
    await chat.answer("sí")
    assert chat.lines == {"LICUA": 1}


async def test_a_bare_colour_after_a_list_narrows_the_search(chat: Chat) -> None:
    await chat.say("search_products", "ropa")
    assert chat.shown == ["PLAYERA-NEG-CH", "GORRA-NEG"]
    await chat.answer("en blanco")
    assert chat.shown == ["PLAYERA-BLA-M"]


async def test_a_bare_size_after_one_product_wants_it_in_that_size(chat: Chat) -> None:
    await chat.say("search_products", "tenis")
    await chat.answer("27")
    assert chat.titles == ["gris", "azul marino"]
    await chat.answer("gris")
    assert chat.lines == {"TENIS-GRI-27": 1}


async def test_yes_with_a_colour_is_more_than_a_yes(chat: Chat) -> None:
    await chat.say("search_products", "playera")
    await chat.say("affirm", "sí, en negro talla CH")
    assert chat.lines == {"PLAYERA-NEG-CH": 1}


async def test_thanks_after_a_product_adds_nothing(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    assert answer_pending("ok, gracias", chat.context, chat.now) is None
    assert answer_pending("sí, gracias", chat.context, chat.now) is not None


@pytest.mark.parametrize("text", ["la primera", "me la llevo", "la quiero"])
async def test_pointing_at_the_one_product_shown_takes_it(chat: Chat, text: str) -> None:
    await chat.say("search_products", "tenis azul marino del 27")
    await chat.answer(text)
    assert chat.lines == {"TENIS-AZU-27": 1}


async def test_the_product_looked_at_comes_first_among_its_colours(chat: Chat) -> None:
    await chat.tap_id("see:TENIS-AZU-27")
    assert chat.shown == ["TENIS-AZU-27", "TENIS-GRI-26"]


async def test_ese_of_two_colours_in_sight_chooses_none_of_them(chat: Chat) -> None:
    await chat.say("search_products", "tenis del 27")
    assert len(chat.shown) == 2
    chat.context.pending = None
    await chat.say("add_to_cart", "quiero esos")
    assert chat.lines == {}
    assert chat.titles == ["gris", "azul marino"]


@pytest.mark.parametrize("text", ["agrega dos del segundo", "quita la primera", "dame el segundo"])
async def test_an_order_after_a_list_is_more_than_a_bare_answer(chat: Chat, text: str) -> None:
    await chat.say("search_products", "cocina")
    assert answer_pending(text, chat.context, chat.now) is None


async def test_an_ordinal_and_a_quantity_add_from_a_list(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("add_to_cart", "agrega dos del segundo")
    assert chat.lines == {"LICUA": 2}


async def test_a_wordy_search_that_finds_nothing_is_tried_with_its_things_alone(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = chat.discovery.search

    async def terse(shop: Shop, text: str, *rest: Any, **more: Any) -> Found:
        return await search(shop, text if len(text.split()) < 3 else "", *rest, **more)

    monkeypatch.setattr(chat.discovery, "search", terse)
    await chat.say("search_products", "no, perdón, quise decir licuadora")
    assert chat.shown == ["LICUA"]
    assert plainly("licuadora Tornado") == ""


async def test_a_quantity_with_the_colour_of_the_one_on_offer_is_kept(chat: Chat) -> None:
    await chat.say("search_products", "playera")
    await chat.answer("me llevo dos negras")
    await chat.answer("M")
    assert chat.lines == {"PLAYERA-NEG-M": 2}


async def test_cheaper_stays_in_the_section_of_what_was_shown() -> None:
    cup = Product("CUP", "Taza de tenis Brisa", pesos(90), category="Cocina")
    chat = Chat([*CATALOG, cup])
    chat.context.search = LastSearch("tenis", ("TENIS-GRI-26",))
    await chat.say("show_more", "más baratos")
    assert chat.shown == []
