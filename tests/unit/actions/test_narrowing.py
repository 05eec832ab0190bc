"""Going on with a search: one thing changes, the rest stays, nothing comes twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.shop.context import LastSearch
from actions.shop.kind import kind_of, kind_of_product, shelf_of
from actions.shop.product import Product
from actions.shop.refine import refinement
from nlu.text import expand_abbreviations, fold
from tests.doubles.chat import Chat
from tests.doubles.shop import pesos

SHOES = tuple(
    Product(
        f"{model[:3].upper()}-{colour[:3].upper()}-{size}",
        f"Tenis {model}",
        pesos(price),
        group=model,
        colour=colour,
        size=size,
        brand=brand,
        category="Calzado > Tenis",
    )
    for model, brand, price in (("Alfa", "Una", 900), ("Beta", "Dos", 700), ("Gama", "Una", 500))
    for colour in ("negro", "gris")
    for size in ("26", "27")
)
BOX = Product("BOX", "Bolsa para tenis", pesos(100), brand="Tres", category="Bolsas")


@pytest.fixture
def chat() -> Chat:
    return Chat((*SHOES, BOX))


@pytest.mark.parametrize(
    ("text", "brand", "kind"),
    [
        ("chamarra marca cumbrera talla M", "Cumbrera", "chamarra"),
        ("busco tenis grises para correr del 27", None, "busco tenis para correr"),
        ("mochilas de menos de 500 pesos", None, "mochilas"),
        ("tenis negros", None, "tenis"),
        ("audífonos", None, "audifonos"),
    ],
)
def test_the_kind_is_what_is_left_without_demands(text: str, brand: str | None, kind: str) -> None:
    assert kind_of(text, brand) == kind


@given(st.text())
def test_a_kind_is_never_empty_and_made_of_what_was_said(text: str) -> None:
    kind = kind_of(f"tenis {text}")
    assert kind
    assert set(kind.split()) <= set(fold(expand_abbreviations(f"tenis {text}")).split())


def test_a_product_stands_for_its_kind() -> None:
    assert kind_of_product(SHOES[0]) == "tenis Tenis"
    assert shelf_of(SHOES[0]) == ("Calzado", "Tenis")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no tiene más baratos en gris del 27?", "cheaper"),
        ("algo más cómodo de precio", "cheaper"),
        ("que no sean tan caros", "cheaper"),
        ("unos más caros", "dearer"),
        ("en color distinto", "other_colour"),
        ("de otra marca", "other_brand"),
        ("marcas diferentes?", "other_brand"),
    ],
)
def test_what_changes_is_read(text: str, expected: str) -> None:
    change = refinement(text)
    assert getattr(change, expected)
    assert not change.plain


async def test_cheaper_keeps_the_colour_and_the_size(chat: Chat) -> None:
    chat.context.search = LastSearch("tenis gris del 27", ("ALF-GRI-27",), ("gris",), "27")
    await chat.say("show_more", "más baratos?")
    assert chat.shown == ["BET-GRI-27", "GAM-GRI-27"]


async def test_another_brand_is_none_of_those_shown(chat: Chat) -> None:
    await chat.say("product_asked", "¿cuánto cuesta?", asked="ALF-NEG-26")
    await chat.say("show_more", "¿y de otra marca?")
    assert chat.shown == ["BET-NEG-26", "BET-GRI-26"]


async def test_cheaper_than_a_product_asked_about_stays_among_its_like(chat: Chat) -> None:
    await chat.say("product_asked", "¿a cómo?", asked="GAM-NEG-26")
    await chat.say("show_more", "¿hay más baratos?")
    assert chat.shown == [], "a bag for shoes is no cheaper shoe"
    assert "Tenis Gama" in chat.text
    assert "$500.00" in chat.text


async def test_cheaper_again_goes_below_what_was_shown(chat: Chat) -> None:
    await chat.say("product_asked", "¿a cómo?", asked="ALF-NEG-26")
    seen = ["ALF-NEG-26"]
    for _ in range(3):
        await chat.say("show_more", "más baratos")
        assert not set(chat.shown) & set(seen)
        seen += chat.shown


async def test_the_end_names_what_would_narrow_it(chat: Chat) -> None:
    await chat.say("search_products", "calzado")
    await chat.say("show_more", "más")
    assert chat.shown == []
    assert "menos de" in chat.text


async def test_the_cheapest_of_a_description_is_shown_as_described(chat: Chat) -> None:
    await chat.say("search_products", "calzado")
    await chat.say("show_more", "¿cuál es el más económico en gris del 27?")
    assert chat.shown == ["GAM-GRI-27"]


async def test_a_brand_nobody_makes_is_not_replaced_by_another(chat: Chat) -> None:
    await chat.say("search_products", "calzado")
    await chat.say("show_more", "de otra marca")
    assert chat.shown == []
    assert "Una" in chat.text
    assert "Dos" in chat.text
