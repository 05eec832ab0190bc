"""Viewing, emptying and paying a cart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.replies import Link, Question
from actions.shop.product import Product
from tests.doubles.chat import Chat
from tests.doubles.shop import CATALOG, pesos


@pytest.fixture
def chat() -> Chat:
    return Chat()


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
