"""The first words after an ad: its product at once, whatever little is written."""

from __future__ import annotations

import pytest

from actions.ports import Ad, Said
from actions.shop.advert import only_about_the_ad
from tests.doubles.chat import Chat

BY_ADDRESS = Ad(url="https://tienda.example/p/licua?utm_source=fb", headline="Oferta")
BY_NAME = Ad(url="https://fb.me/x", headline="Licuadora Tornado con 2 años de garantía")
BY_KIND = Ad(url="https://fb.me/x", headline="Todo en calzado")
BY_NOTHING = Ad(url="https://fb.me/x", source_id="1203", headline="")


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.mark.parametrize("ad", [BY_ADDRESS, BY_NAME])
@pytest.mark.parametrize(
    ("action", "text"),
    [
        ("greet", "hola"),
        ("search_products", "Hola, quiero más información"),
        ("answer_shop", "me interesa el anuncio"),
        ("fallback", "vi su publicación en facebook"),
    ],
)
async def test_the_product_of_the_ad_is_shown_with_the_greeting(
    chat: Chat, ad: Ad, action: str, text: str
) -> None:
    await chat.act(action, Said(text, ad=ad))
    assert chat.shown == ["LICUA"]
    assert "Ana" in chat.text
    assert len(chat.turn.replies) == 1
    await chat.answer("sí")
    assert chat.lines == {"LICUA": 1}


async def test_a_question_is_answered_about_the_product_of_the_ad(chat: Chat) -> None:
    await chat.act("answer_product", Said("qué precio tiene?", ad=BY_ADDRESS))
    assert "$749.00" in chat.text
    assert "Licuadora" in chat.text


async def test_an_order_takes_the_product_of_the_ad(chat: Chat) -> None:
    await chat.act("add_to_cart", Said("lo quiero", ad=BY_NAME))
    assert chat.lines == {"LICUA": 1}


async def test_what_names_something_else_is_looked_for(chat: Chat) -> None:
    await chat.act("search_products", Said("tienen tenis?", ad=BY_NAME))
    assert all(sku.startswith("TENIS") for sku in chat.shown)


async def test_an_ad_of_a_kind_shows_that_kind(chat: Chat) -> None:
    await chat.act("greet", Said("hola buenas", ad=BY_KIND))
    assert chat.shown == ["TENIS-GRI-26", "BOTAS-NEG-27"]


async def test_an_ad_that_says_nothing_asks_what_was_seen(chat: Chat) -> None:
    await chat.act("search_products", Said("quiero información", ad=BY_NOTHING))
    assert chat.shown == []
    assert "anuncio" in chat.text
    assert "Mi Tienda" in chat.text


async def test_search_switched_off_resolves_no_ad() -> None:
    chat = Chat(search=False)
    await chat.act("greet", Said("hola", ad=BY_NAME))
    assert chat.shown == []


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("hola", True),
        ("Hola, quiero más información de este anuncio", True),
        ("info porfa", True),
        ("precio?", False),
        ("lo quiero", False),
        ("tienen tenis?", False),
        ("gracias", False),
    ],
)
def test_what_is_only_about_the_ad(text: str, only: bool) -> None:
    assert only_about_the_ad(text) == only
