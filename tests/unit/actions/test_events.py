"""What is not typed: a sent cart, a product asked about, buttons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.ports import Said
from actions.replies import Link, Question
from actions.shop.context import Context
from actions.shop.product import Product
from tests.doubles.chat import Chat, FakeTurn
from tests.doubles.shop import CATALOG, pesos


@pytest.fixture
def chat() -> Chat:
    return Chat()


def item(sku: str, quantity: int = 1, price: int | None = None) -> dict[str, object]:
    return {"sku": sku, "quantity": quantity, "price_minor": price, "currency": "MXN"}


async def ask(chat: Chat, sku: str, text: str = "") -> FakeTurn:
    payload = {"sku": sku, "text": text}
    return await chat.act("product_asked", Said(text, "product_asked", payload, asked_sku=sku))


async def test_a_sent_cart_becomes_the_cart_and_gets_its_link(chat: Chat) -> None:
    await chat.send_cart(item("TAZA", 2, 12_000), item("LICUA", 1, 74_900))
    assert chat.lines == {"TAZA": 2, "LICUA": 1}
    assert chat.cart.origin == "sent"
    (reply,) = chat.turn.replies
    assert isinstance(reply, Link)
    assert "$989.00" in reply.body


async def test_differences_to_the_catalog_are_told(chat: Chat) -> None:
    await chat.send_cart(
        item("TAZA", 1, 9_900), item("LICUA", 9), item("OUT"), item("DRAFT"), item("NOBODY")
    )
    assert chat.lines == {"TAZA": 1, "LICUA": 3}
    assert chat.cart.line("TAZA") is not None
    assert chat.cart.total == pesos(120 + 3 * 749)
    for words in ("$120.00", "$99.00", "Licuadora", "Vajilla", "y 1 más"):
        assert words in chat.text


async def test_a_cart_of_nothing_sellable_changes_nothing(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    await chat.send_cart(item("OUT"))
    assert chat.lines == {"TAZA": 1}
    assert not any(isinstance(one, Link) for one in chat.turn.replies)


async def test_a_cart_of_another_catalog_is_not_charged(chat: Chat) -> None:
    await chat.send_cart(item("TAZA"), catalog_id="OTHER")
    assert chat.lines == {}


async def test_what_only_the_chat_had_is_named_and_one_button_puts_it_back(chat: Chat) -> None:
    chat.with_cart(LICUA=2, TAZA=1)
    await chat.send_cart(item("TAZA", 3))
    assert chat.lines == {"TAZA": 3}
    assert isinstance(chat.turn.replies[1], Question)
    assert "2 × Licuadora Tornado" in chat.text
    await chat.tap(chat.titles[0])
    assert chat.lines == {"TAZA": 3, "LICUA": 2}
    assert chat.cart.put_back == ()


async def test_putting_back_checks_stock_and_price(chat: Chat) -> None:
    chat.with_cart(LICUA=3)
    await chat.send_cart(item("TAZA"))
    chat.products.catalog = [
        replace(one, stock=1) if one.sku == "LICUA" else one for one in CATALOG
    ]
    await chat.tap_id("putback")
    assert chat.lines == {"TAZA": 1, "LICUA": 1}
    assert "solo hay 1" in chat.text


async def test_putting_back_nothing_shows_the_cart(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    await chat.tap_id("putback")
    assert "Taza" in chat.text


async def test_a_later_sent_cart_replaces_an_earlier_sent_one(chat: Chat) -> None:
    await chat.send_cart(item("TAZA", 2))
    await chat.send_cart(item("LICUA"))
    assert chat.lines == {"LICUA": 1}
    assert chat.cart.put_back == ()


async def test_adding_by_chat_to_a_sent_cart_keeps_all_of_it(chat: Chat) -> None:
    await chat.send_cart(item("TAZA", 2))
    await chat.say("add_to_cart", "agrega la licuadora")
    assert chat.lines == {"TAZA": 2, "LICUA": 1}
    assert chat.cart.origin == "chat"


async def test_a_note_is_not_lost_in_silence(chat: Chat) -> None:
    await chat.send_cart(item("TAZA"), note="sin empaque por favor")
    assert "nota" in chat.text


@pytest.mark.parametrize("items", [None, "x", 3, [None, {"sku": 1}], [{"sku": "TAZA"}]])
async def test_a_damaged_cart_is_answered(chat: Chat, items: object) -> None:
    await chat.act("cart_sent", Said("", "cart_sent", {"items": items}))
    assert chat.lines == {}
    assert chat.text


async def test_asking_about_a_product_without_words_shows_it(chat: Chat) -> None:
    await ask(chat, "LICUA")
    assert chat.shown == ["LICUA"]
    assert chat.context.focus == "LICUA"


async def test_a_question_about_the_product_is_answered_from_its_data(chat: Chat) -> None:
    await ask(chat, "LICUA", "¿qué potencia tiene?")
    assert "600 W" in chat.text
    assert chat.titles == ["Agregar al carrito"]
    await chat.tap("Agregar al carrito")
    assert chat.lines == {"LICUA": 1}


async def test_wanting_the_product_adds_that_very_variant(chat: Chat) -> None:
    await ask(chat, "PLAYERA-NEG-M", "hola, me llevo dos")
    assert chat.lines == {"PLAYERA-NEG-M": 2}


async def test_wanting_it_in_another_colour_adds_that_one(chat: Chat) -> None:
    await ask(chat, "PLAYERA-NEG-M", "la quiero en blanco talla M")
    assert chat.lines == {"PLAYERA-BLA-M": 1}


async def test_a_product_that_left_the_catalog_is_searched_by_its_words(chat: Chat) -> None:
    await ask(chat, "GONE", "tienen tazas?")
    assert chat.shown == ["TAZA"]
    await ask(chat, "GONE")
    assert chat.titles == ["Ver catálogo", "Hablar con alguien"]


async def test_hostile_payloads_are_answered(chat: Chat) -> None:
    await chat.act("product_asked", Said("", "product_asked", {"sku": 3, "text": []}))
    assert chat.text
    await chat.act("button", Said("", "button", {"id": None, "title": {}}))
    assert chat.text
    await chat.act("answered", Said("", "answered", {"option": 5, "quantity": "x"}))
    assert chat.text
    await chat.act("answered", Said("", "answered", {}))
    assert chat.text


@pytest.mark.parametrize(
    "tapped",
    ["add:NOBODY", "want:NOBODY", "col2:NOBODY", "see:NOBODY", "ask:NOBODY", "del:NOBODY",
     "cat:Nada", "more", "pay", "cart", "clear", "putback", "catalog", "whole", "person", "stop",
     "yes", "no"],
)  # fmt: skip
async def test_every_id_works_without_any_memory(chat: Chat, tapped: str) -> None:
    await chat.tap_id(tapped)
    assert chat.text
    assert chat.context.fallbacks == 0


async def test_see_and_ask_without_a_question_show_the_product(chat: Chat) -> None:
    for tapped in ("see:LICUA", "ask:LICUA"):
        await chat.tap_id(tapped)
        assert chat.shown == ["LICUA"]


async def test_an_unknown_button_is_read_by_its_title(chat: Chat) -> None:
    await chat.tap_id("x-17", "Licuadoras")
    assert chat.shown == ["LICUA"]
    await chat.tap_id("x-17", "zzz")
    assert chat.context.fallbacks == 1


async def test_the_more_button_goes_on_with_the_search(chat: Chat) -> None:
    await chat.say("search_products", "calzado")
    await chat.tap_id("more")
    assert chat.shown == []
    assert "Ver catálogo" in chat.titles


async def test_an_answer_to_a_forgotten_question_still_works(chat: Chat) -> None:
    chat.context = Context()
    await chat.act("answered", Said("27", "answered", {"option": "var2:TENIS-GRI-27"}))
    assert chat.lines == {"TENIS-GRI-27": 2}


async def test_a_size_for_a_product_that_is_gone_gets_the_default_reply(chat: Chat) -> None:
    await chat.say("add_to_cart", "quiero los tenis")
    chat.products.catalog = []
    await chat.answer("30")
    assert chat.context.fallbacks == 1


async def test_a_sold_out_product_written_about_is_told_to_be_sold_out(chat: Chat) -> None:
    await chat.act("product_asked", Said("y este", "product_asked", {"sku": "PLAYERA-BLA-G"}))
    assert "blanco, G" in chat.text
    assert "PLAYERA-BLA-G" not in {choice.id.rpartition(":")[2] for choice in chat.choices}
    assert chat.lines == {}


async def test_a_long_sent_cart_with_differences_is_one_message(chat: Chat) -> None:
    goods = [
        Product(f"S{n}", f"Producto número {n} con un nombre muy largo " + "x" * 60, pesos(100 + n))
        for n in range(30)
    ]
    chat.products.catalog = goods
    items = [item(one.sku, 2, 1) for one in goods] + [item("GONE-" + "y" * 60)]
    await chat.send_cart(*items, note="para regalo")
    assert len(chat.turn.replies) == 1
    assert len(chat.text) <= 1024


async def test_a_yes_after_a_question_on_a_variants_page_adds_that_very_variant(
    chat: Chat,
) -> None:
    await ask(chat, "TENIS-GRI-27", "¿cuánto cuestan?")
    await chat.answer("sí")
    assert chat.lines == {"TENIS-GRI-27": 1}
