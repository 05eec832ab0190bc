"""Questions that lean on what was asked before, and two asked at once."""

from __future__ import annotations

import pytest

from actions.ports import Said, Shop
from actions.shop.asking import asks_again, names_again, of_any
from actions.shop.product import Product
from index.types import Answer
from nlu.text.asking import asks_of_thing
from tests.doubles.chat import Chat
from tests.doubles.shop import CATALOG, pesos


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Chat:
    chat = Chat()

    async def about(shop: Shop, sku: str, question: str) -> Answer | None:
        if "lavavajillas" in question and sku in {"TAZA", "LICUA"}:
            return Answer(f"{sku}: sí va al lavavajillas.", "x", 1.0)
        return None

    monkeypatch.setattr(chat.ports.answers, "about_product", about)
    return chat


async def test_and_the_other_asks_the_same_of_it(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("answer_product", "la taza va al lavavajillas?")
    assert "TAZA: sí" in chat.text
    await chat.say("answer_product", "y la licuadora?")
    assert "LICUA: sí" in chat.text


async def test_of_what_is_not_known_the_same_is_unknown_of_the_next(chat: Chat) -> None:
    await chat.say("search_products", "tenis")
    await chat.say("answer_product", "son veganos?")
    await chat.say("answer_product", "y la taza?")
    assert "Taza de barro" in chat.text
    assert "no tengo ese dato" in chat.text.lower()


@pytest.mark.parametrize(
    ("question", "name", "again"),
    [
        ("y la sarten piedra si?", "Sartén antiadherente Piedra", True),
        ("¿y el otro?", "Taza", True),
        ("y los gota tampoco?", "Audífonos Gota", True),
        ("y la taza cuánto cuesta?", "Taza", False),
        ("y la taza es grande de boca?", "Taza", False),
        ("la taza?", "Taza", False),
    ],
)
def test_what_asks_again(question: str, name: str, again: bool) -> None:
    assert asks_again(question, name) == again


def test_a_question_is_kept_without_the_name() -> None:
    assert (
        of_any("la olla frijolera sirve en inducción?", "Olla Frijolera")
        == "la sirve en inducción?"
    )


async def test_a_price_asked_beside_the_search_is_on_the_card(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    (card,) = chat.turn.replies
    before = chat._turn

    def again(said: object) -> object:
        turn = before(said)  # type: ignore[arg-type]
        turn.replies.append(card)
        return turn

    chat._turn = again  # type: ignore[method-assign, assignment]
    await chat.say("view_cart", "cuanto cuesta")
    assert chat.turn.replies == [card]


async def test_the_price_with_an_empty_cart_is_that_of_what_is_talked_about(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    await chat.say("view_cart", "y cuánto cuesta?")
    assert "$120.00" in chat.text


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("la crema de avena tiene parabenos?", True),
        ("el reloj pulso vale para nadar?", True),
        ("oiga joven el rascador hasta cuantos kilos aguanta?", True),
        ("tienen crema de avena?", False),
        ("el rojo", False),
        ("los tenis del 27", False),
    ],
)
def test_what_asks_of_a_thing(text: str, asks: bool) -> None:
    assert asks_of_thing(text) == asks


def test_what_only_names_a_thing_again() -> None:
    assert names_again("¿y la licuadora tornado?")
    assert not names_again("y mochilas?")
    assert not names_again("y la taza cuánto cuesta?")


async def test_a_question_taken_for_a_search_is_answered(chat: Chat) -> None:
    await chat.say("search_products", "la taza va al lavavajillas?")
    assert "TAZA: sí" in chat.text
    await chat.say("fallback", "y la licuadora?")
    assert "LICUA: sí" in chat.text


async def test_sizes_of_what_is_in_sight_are_no_search(chat: Chat) -> None:
    await chat.say("search_products", "tenis")
    await chat.say("search_products", "q tallas hay")
    assert "26" in chat.text
    assert chat.shown == []


async def test_a_question_taken_for_a_search_is_asked_of_what_is_in_sight(chat: Chat) -> None:
    await chat.say("search_products", "licuadora")
    await chat.say("search_products", "y va al lavavajillas?")
    assert "LICUA: sí" in chat.text
    await chat.say("search_products", "necesita pilas?")
    assert "no tengo ese dato" in chat.text.lower()
    assert "Licuadora" in chat.text


async def test_what_no_intent_claims_is_asked_of_what_is_in_sight(chat: Chat) -> None:
    await chat.say("search_products", "licuadora")
    await chat.say("fallback", "y anda con la compu?")
    assert "no tengo ese dato" in chat.text.lower()
    await chat.act("fallback", Said("es verdad que llueve?"), "out_of_scope")
    assert "no tengo ese dato" not in chat.text.lower()


async def test_goods_asked_of_the_shop_are_looked_for(chat: Chat) -> None:
    await chat.say("search_products", "licuadora")
    await chat.say("search_products", "tienen tenis?")
    assert any(sku.startswith("TEN") for sku in chat.shown)
    await chat.say("search_products", "licuadora")
    await chat.say("search_products", "tiene playeras?")
    assert "no tengo ese dato" not in chat.text.lower()


async def test_what_another_thing_does_is_unknown_of_that_thing(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    await chat.say("answer_product", "la licuadora trae tapa?")
    assert "Licuadora" in chat.text
    await chat.say("answer_product", "la taza va al lavavajillas?")
    assert "TAZA: sí" in chat.text


async def test_which_of_those_in_sight_is_no_question_to_the_shop(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("answer_shop", "¿cuáles van al lavavajillas?")
    assert "TAZA: sí" in chat.text
    assert "LICUA: sí" in chat.text


async def test_goods_that_are_only_described_are_shown(chat: Chat) -> None:
    await chat.say("answer_product", "y playeras negras en M?")
    assert chat.shown


async def test_the_price_of_a_variant_is_asked_of_the_product_in_sight() -> None:
    sheets = [
        Product("SAB-K", "Sábanas Luna", pesos(900), group="SAB", size="king size"),
        Product("SAB-M", "Sábanas Luna", pesos(700), group="SAB", size="matrimonial"),
    ]
    chat = Chat([*CATALOG, *sheets])
    await chat.say("search_products", "sábanas luna")
    await chat.say("fallback", "me regala el precio de la matrimonial")
    assert "$700.00" in chat.text
    assert "$900.00" not in chat.text
