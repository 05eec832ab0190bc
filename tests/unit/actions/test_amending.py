"""What short texts change about the thing in question, read by their structure alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.shop.amend import amends, sets_anew
from actions.shop.core_words import core
from tests.doubles.chat import MINUTE, Chat


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.mark.parametrize(
    ("text", "kind", "quantity"),
    [
        ("otras 2", "more", 2),
        ("sumale una", "more", 1),
        ("y otra mas porfa", "more", 1),
        ("dame 5 mas", "more", 5),
        ("no mejor q sean 3", "set", 3),
        ("que sean 2 pares", "set", 2),
        ("ay no, dejame solo 2", "set", 2),
        ("nel, nomas dos", "set", 2),
        ("mejor media docena", "set", 6),
        ("no, solo 3 en total", "set", 3),
        ("quitale una", "less", 1),
        ("espera, mejor en negro", "swap", None),
        ("y mejor de la 36 q voy justo", "swap", None),
        ("mejor el 22 y medio, mi hijito es flaquito", "swap", None),
        ("otra igual pero blanca", "another", 1),
        ("y 1 rojo cereza", "another", 1),
        ("no perdon, nomas el azul", "keep", None),
        ("deshaz lo ultimo", "undo", None),
        ("ay no, déjelos como estaban", "undo", None),
        ("ponlo de nuevo", "undo", None),
    ],
)
def test_a_change_is_read(text: str, kind: str, quantity: int | None) -> None:
    found = amends(text)
    assert found is not None
    assert (found.kind, found.quantity) == (kind, quantity)


@pytest.mark.parametrize(
    "text",
    [
        "muestrame otros",
        "otros colores",
        "mas baratos",
        "quiero otra cosa",
        "mejor lo pienso",
        "mejor otro dia",
        "en negro",
        "no todavia no",
        "mejor agrega una almohada",
        "¿cuántos hay?",
        "quita la taza",
        "el gris del 28",
        "los dos",
    ],
)
def test_what_names_another_thing_or_asks_changes_nothing(text: str) -> None:
    assert amends(text) is None


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    amends(text)
    sets_anew(text)
    assert len(core(text)) <= 20 * (len(text) + 1)


@given(st.integers(min_value=1, max_value=99))
def test_any_number_can_be_set(number: int) -> None:
    found = amends(f"que sean {number}")
    assert found is not None
    assert found.quantity == number or (found.kind == "swap" and str(number) in found.text)


async def test_more_fewer_and_exactly_so_many(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una taza")
    for text, left in (("otras 2", 3), ("que sean 5", 5), ("quitale una", 4), ("solo 2", 2)):
        await chat.answer(text)
        assert chat.lines == {"TAZA": left}, text


async def test_another_variant_is_like_the_one_before(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una playera negra talla M")
    await chat.answer("y otra igual pero blanca")
    assert chat.lines == {"PLAYERA-NEG-M": 1, "PLAYERA-BLA-M": 1}


async def test_the_same_again_is_no_swap(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega 2 playeras negras talla M")
    await chat.answer("mejor negra")
    assert chat.lines == {"PLAYERA-NEG-M": 2}


async def test_the_last_change_is_undone_and_undone_again(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega 2 tazas")
    await chat.answer("sumale una")
    await chat.answer("deshaz lo último")
    assert chat.lines == {"TAZA": 2}
    await chat.answer("no, dejalo como estaba")
    assert chat.lines == {"TAZA": 3}


async def test_an_undo_never_brings_back_what_is_gone(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega 3 licuadoras")
    await chat.say("change_cart", "quita las licuadoras")
    chat.products.catalog = [one for one in chat.products.catalog if one.sku != "LICUA"]
    await chat.answer("deshaz lo último")
    assert chat.lines == {}


async def test_which_of_two_is_asked(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("add_to_cart", "los dos")
    chat.context.focus = None
    await chat.answer("que sean 2")
    assert chat.lines == {"TAZA": 1, "LICUA": 1}
    await chat.answer("la taza")
    assert chat.lines == {"TAZA": 2, "LICUA": 1}


async def test_long_afterwards_a_bare_number_changes_nothing(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una taza")
    chat.now += 31 * MINUTE
    with pytest.raises(AssertionError, match="answers nothing"):
        await chat.answer("que sean 4")


async def test_the_price_of_several_adds_nothing(chat: Chat) -> None:
    await chat.say("search_products", "licuadora")
    await chat.answer("cuanto por 2?")
    assert "1,498" in chat.text
    assert chat.lines == {}
    await chat.answer("sí")
    assert chat.lines == {"LICUA": 2}


async def test_the_price_of_more_than_there_are_is_that_of_what_there_is(chat: Chat) -> None:
    await chat.say("search_products", "licuadora")
    await chat.answer("y cuanto me salen 8?")
    assert "solo hay 3" in chat.text
    assert "2,247" in chat.text


@pytest.mark.parametrize("text", ["dejamela en 500", "te doy 300 por ella", "cual es lo menos"])
async def test_bargaining_gets_the_price_and_no_other(chat: Chat, text: str) -> None:
    await chat.say("search_products", "licuadora")
    await chat.answer(text)
    assert "749" in chat.text
    assert "500" not in chat.text
    assert chat.lines == {}
