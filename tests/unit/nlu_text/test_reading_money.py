from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text import PriceRange, money, parse_price_range
from nlu.text.tokens import tokens


def limits(low: str | None, high: str | None) -> PriceRange:
    return PriceRange(Decimal(low) if low else None, Decimal(high) if high else None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("menos de 500", None, "500"),
        ("hasta $1,500", None, "1500"),
        ("hasta 1.500 pesos", None, "1500"),
        ("que no pase de 300", None, "300"),
        ("no más de 400", None, "400"),
        ("máximo 20 dólares", None, "20"),
        ("entre 200 y 400", "200", "400"),
        ("entre $400 y $200", "200", "400"),
        ("de 200 a 400 pesos", "200", "400"),
        ("entre 2 y 3 mil", "2000", "3000"),
        ("más de 500", "500", None),
        ("desde mil pesos", "1000", None),
        ("más de 100 y menos de 300", "100", "300"),
        ("unos 300 pesos", "240", "360"),
        ("20 lucas", "16000", "24000"),
        ("mil pesos", "800", "1200"),
        ("hasta 20 lucas", None, "20000"),
        ("menos de quinientos", None, "500"),
        ("tenis por menos de 1,299.90", None, "1299.90"),
        ("hasta US$50", None, "50"),
        ("menos de 20k", None, "20000"),
    ],
)
def test_limits_are_read(text: str, low: str | None, high: str | None) -> None:
    assert parse_price_range(text) == limits(low, high)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "talla 40",
        "dos camisetas",
        "menos de 5 días",
        "del 20 al 27",
        "más de 2 camisetas",
        "hasta 3 piezas",
        "más de 50 gigas",
        "menos de 100 hojas",
        "tenis del 27",
        "quiero 20",
    ],
)
def test_other_numbers_are_no_price(text: str) -> None:
    assert parse_price_range(text) is None


@given(st.text(max_size=80))
def test_limits_are_in_order(text: str) -> None:
    found = parse_price_range(text)
    if found and found.minimum is not None and found.maximum is not None:
        assert found.minimum <= found.maximum


@given(st.integers(min_value=10, max_value=999_999))
def test_every_amount_is_read_whatever_its_grouping(amount: int) -> None:
    expected = limits(None, str(amount))
    assert parse_price_range(f"menos de {amount}") == expected
    assert parse_price_range(f"menos de ${amount:,}") == expected
    assert parse_price_range(f"menos de {amount:,}".replace(",", ".") + " pesos") == expected


class Counted(list[str]):
    """Tokens that count how many of them are looked at; parts are tuples as of the real ones."""

    looked: int = 0

    def __getitem__(self, place: Any) -> Any:
        found = super().__getitem__(place)
        if isinstance(place, slice):
            self.looked += len(found)
            return tuple(found)
        self.looked += 1
        return found


def looks(monkeypatch: pytest.MonkeyPatch, text: str) -> int:
    """How many tokens reading a text's limits looks at."""
    counted = Counted(tokens(text))
    monkeypatch.setattr(money, "tokens", lambda _: counted)
    money.parse_price_range(text)
    return counted.looked


@pytest.mark.parametrize("part", ["1 ", "9 a ", "un mil ", "menos de 3 ", "treinta y ", "$ 1/2 "])
def test_twice_the_words_are_twice_the_work(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    once, twice = looks(monkeypatch, part * 500), looks(monkeypatch, part * 1000)
    assert 0 < twice <= 2.1 * once
