"""Prices are read as their currency writes them, exactly, never through a float."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.shop.money import Money, display, from_major
from bot.catalog.prices import PriceError, parse_price


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1299.00 MXN", None, 129900),
        ("1,299.00 MXN", None, 129900),
        ("$1,299.00", "MXN", 129900),
        ("MXN 1299", None, 129900),
        ("45000.00 COP", None, 4500000),
        ("$45.000", "COP", 4500000),
        ("$1.990", "CLP", 1990),
        ("1990.00 CLP", None, 1990),
        ("12.345 KWD", None, 12345),
        ("19,99 EUR", None, 1999),
        ("1.234,56 EUR", None, 123456),
        ("7.5 USD", None, 750),
        ("1 299,00 EUR", None, 129900),
    ],
)
def test_a_price_is_read_in_minor_units(text: str, currency: str | None, minor: int) -> None:
    assert parse_price(text, currency).amount == minor


@pytest.mark.parametrize("text", ["", "gratis", "MXN", "-5 MXN", "12.50"])
def test_what_is_no_price_says_how_to_write_one(text: str) -> None:
    with pytest.raises(PriceError, match=r"1299\.00"):
        parse_price(text, None if text == "12.50" else "MXN")


@given(st.integers(0, 10**12), st.sampled_from(["MXN", "ARS", "CLP", "COP", "PEN", "KWD", "EUR"]))
def test_a_displayed_price_reads_back_to_the_cent(amount: int, currency: str) -> None:
    money = Money(amount, currency)
    assert parse_price(display(money), currency) == money


@given(st.integers(0, 10**12), st.sampled_from(["MXN", "CLP", "KWD"]))
def test_major_units_and_back_are_exact(amount: int, currency: str) -> None:
    money = Money(amount, currency)
    assert isinstance(money.major, Decimal)
    assert from_major(money.major, currency) == money
