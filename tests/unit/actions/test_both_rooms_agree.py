"""What a search shows and what an action then finds is the same: colours, sizes, amounts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from actions.shop.cart import Cart, with_quantity
from actions.shop.matching import has_colour, has_size
from actions.shop.money import CurrencyMismatchError, Money, from_major
from actions.shop.product import Product
from actions.shop.sizes import in_order
from index.currency import to_minor
from index.filters import columns
from index.filters.nearest import FAR, size_gap
from nlu.text.fitting import colour_fits, size_fits
from nlu.text.sizes import LETTERED
from tests.doubles.chat import Chat
from tests.doubles.shop import CATALOG, pesos

CAP = Product("CAP", "Gorra Sur", pesos(150), colour="negro", size="Unitalla", stock=5)
COLOURS = ("azul marino", "azul oscuro", "azul", "celeste", "azul claro", "verde olivo", "rojo")


@pytest.mark.parametrize("own", COLOURS)
@pytest.mark.parametrize("wanted", [*COLOURS, "verde oscuro", "verde"])
def test_a_colour_fits_in_the_search_as_in_the_cart(own: str, wanted: str) -> None:
    product = replace(CAP, colour=own)
    assert has_colour(product, [wanted]) == columns.colour_fits(own, [wanted])


def test_a_dark_shade_answers_to_the_one_that_has_a_name() -> None:
    assert colour_fits("azul marino", ["azul oscuro"])
    assert colour_fits("celeste", ["azul claro"])
    assert not colour_fits("celeste", ["azul oscuro"])


def test_one_size_fits_all_and_no_size_fits_none() -> None:
    assert size_fits("Unitalla", "M")
    assert has_size(CAP, "M")
    assert has_size(replace(CAP, size="CH"), "S")
    assert not has_size(replace(CAP, size=""), "M")
    assert not has_size(replace(CAP, size="L"), "M")


def test_both_rooms_know_the_same_letters_of_sizes() -> None:
    assert in_order(reversed(LETTERED)) == list(LETTERED)
    gaps = [size_gap(size, "M") for size in LETTERED]
    assert gaps == [3.0, 2.0, 1.0, 0.0, 1.0, 2.0, 3.0, 4.0, FAR]
    assert size_gap("XXXL", "XXXXL") == 1.0


@pytest.mark.parametrize(
    ("language", "joint"), [("es", "blanco o negro"), ("en", "blanco or negro")]
)
async def test_what_is_missing_is_joined_in_the_language_spoken(language: str, joint: str) -> None:
    chat = Chat()
    await chat.say("search_products", "playera")
    chat.context.language = language
    await chat.say("add_to_cart", "playera blanco negro XL")
    assert joint in chat.text


async def test_a_cap_of_one_size_is_added_in_any_size() -> None:
    chat = Chat([CAP])
    await chat.say("add_to_cart", "quiero la gorra negra talla M")
    assert chat.lines == {"CAP": 1}


async def test_the_colour_that_was_found_is_the_colour_that_is_chosen() -> None:
    chat = Chat()
    await chat.say("search_products", "tenis azul oscuro")
    await chat.say("add_to_cart", "agrega los tenis azul oscuro del 27")
    assert chat.lines == {"TENIS-AZU-27": 1}


@pytest.mark.parametrize(
    "currency",
    [
        *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI"),
        *("VND", "VUV", "XAF", "XOF", "XPF", "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"),
        *("MXN", "USD", "EUR", "COP"),
    ],
)
def test_an_amount_is_searched_in_the_units_that_prices_are_kept_in(currency: str) -> None:
    assert to_minor(Decimal(500), currency) == from_major(Decimal(500), currency).amount


async def test_a_cart_survives_that_the_shop_now_sells_in_another_currency() -> None:
    chat = Chat().with_cart(TAZA=3, LICUA=1)
    chat.shop = replace(chat.shop, currency="USD")
    chat.products.catalog[:] = [
        replace(one, price=Money(one.price.amount, "USD"), sale_price=None) for one in CATALOG
    ]
    await chat.say("change_cart", "quita una taza")
    assert chat.lines == {"TAZA": 2, "LICUA": 1}
    assert chat.cart.total == pesos(2 * 120 + 749)
    await chat.say("change_cart", "que sean 3 tazas")
    assert chat.lines["TAZA"] == 3


def test_nothing_in_another_currency_comes_into_a_cart() -> None:
    with pytest.raises(CurrencyMismatchError):
        _ = with_quantity(Cart("USD"), CAP, 1).total
