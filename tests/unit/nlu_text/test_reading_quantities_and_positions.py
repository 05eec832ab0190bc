from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text import parse_number, parse_ordinal, parse_quantity


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2", 2),
        ("agrega dos", 2),
        ("quiero una negra", 1),
        ("una docena de calcetines", 12),
        ("media docena", 6),
        ("dos docenas", 24),
        ("docena y media", 18),
        ("un par", 2),
        ("un par de tazas", 2),
        ("un par de tenis del 27", 1),
        ("dos pares de calcetines", 2),
        ("ponme tres camisetas talla 40", 3),
        ("3 del 27", 3),
        ("x2", 2),
        ("quiero 2x de esas", 2),
        ("veintisiete piezas", 27),
        ("treinta y dos", 32),
        ("100", 100),
        ("una caja de 12", 1),
    ],
)
def test_a_count_is_read(text: str, count: int) -> None:
    assert parse_quantity(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "",
        "talla 40",
        "del 27",
        "numero 38",
        "menos de 500",
        "$500",
        "500 pesos",
        "el 2",
        "pedido 45",
        "en 3 dias",
        "promo 2x1",
        "a las 5",
        "2 por 1",
        "27.5",
        "20%",
        "5512345678",
        "0",
        "38-39",
        "camisetas negras",
    ],
)
def test_other_numbers_are_no_count(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("el segundo", 2),
        ("la 3a", 3),
        ("la 3ª por favor", 3),
        ("el 2º", 2),
        ("el último", -1),
        ("primera", 1),
        ("el primero", 1),
        ("la tercera opción", 3),
        ("opción 2", 2),
        ("la número 3", 3),
        ("el 2", 2),
        ("#4", 4),
        ("quiero la uno", 1),
    ],
)
def test_a_position_is_read(text: str, position: int) -> None:
    assert parse_ordinal(text) == position


@pytest.mark.parametrize(
    "text", ["", "el 27", "dos", "es la primera vez", "el azul", "la 2 camisetas", "talla 3"]
)
def test_other_words_are_no_position(text: str) -> None:
    assert parse_ordinal(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("27 y medio", "27.5"),
        ("veintisiete y medio", "27.5"),
        ("27½", "27.5"),
        ("dos mil quinientos", "2500"),
        ("ciento veinte", "120"),
        ("mil", "1000"),
        ("1.500", "1500"),
        ("1,500.50", "1500.5"),
        ("1.5 mil", "1500"),
        ("20k", "20000"),
        ("dos millones", "2000000"),
        ("trescientos cuarenta y cinco mil seiscientos", "345600"),
    ],
)
def test_a_number_is_read_from_digits_and_words(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@given(st.integers(min_value=1, max_value=999))
def test_every_small_count_in_digits_is_read(count: int) -> None:
    assert parse_quantity(f"agrega {count}") == count


@given(st.text(max_size=60))
def test_no_text_breaks_the_readers(text: str) -> None:
    count, position = parse_quantity(text), parse_ordinal(text)
    assert count is None or 1 <= count <= 999
    assert position is None or position == -1 or position >= 1
    assert (parse_number(text) or 0) >= 0
