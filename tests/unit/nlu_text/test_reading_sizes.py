import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text import parse_quantity, parse_size, same_size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("del 27", "27"),
        ("27", "27"),
        ("talla 27.5", "27.5"),
        ("27,5", "27.5"),
        ("27 y medio", "27.5"),
        ("27½", "27.5"),
        ("7 1/2", "7.5"),
        ("número 38", "38"),
        ("calzo 9", "9"),
        ("tenis negros 27", "27"),
        ("busco zapatillas 38", "38"),
        ("jean 32", "32"),
        ("el 27", "27"),
        ("M", "M"),
        ("la m", "M"),
        ("talla CH", "S"),
        ("chica", "S"),
        ("talle grande", "L"),
        ("G", "L"),
        ("XG", "XL"),
        ("extra grande", "XL"),
        ("doble extra grande", "XXL"),
        ("2XL", "XXL"),
        ("xxl", "XXL"),
        ("xs", "XS"),
        ("playera negra mediana", "M"),
        ("una camiseta en L", "L"),
        ("quiero la camiseta roja M porfa", "M"),
        ("unitalla", "unitalla"),
        ("talla única", "unitalla"),
        ("tamanho P", "S"),
        ("quero o tamanho 27", "27"),
        ("talla P", "S"),
        ("del veintisiete", "27"),
        ("talla 6 para niño", "6"),
    ],
)
def test_a_size_is_read(text: str, size: str | None) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dos camisetas",
        "menos de 500",
        "del 27 de enero",
        "del 20 al 27",
        "27 pesos",
        "$27",
        "quiero 20",
        "un regalo para mi chica",
        "una mochila grande",
        "qué tan grande es",
        "3 m de tela",
        "100 g de café",
        "la opción 2",
        "es para uso diario",
    ],
)
def test_other_words_are_no_size(text: str) -> None:
    assert parse_size(text) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("CH", "S"),
        ("27.0", "27"),
        ("27", "27 MX"),
        ("talla M", "m"),
        ("Grande", "L"),
        ("27,5", "27.5"),
        ("Única", "unitalla"),
        ("38-39", "38-39"),
    ],
)
def test_two_spellings_of_a_size_are_the_same(a: str, b: str) -> None:
    assert same_size(a, b)
    assert same_size(b, a)


@pytest.mark.parametrize(("a", "b"), [("27", "27.5"), ("S", "M"), ("38-39", "38"), ("", "M")])
def test_different_sizes_differ(a: str, b: str) -> None:
    assert not same_size(a, b)


@given(st.integers(min_value=14, max_value=60), st.booleans())
def test_every_shoe_size_is_read_back(whole: int, half: bool) -> None:
    size = f"{whole}.5" if half else str(whole)
    assert parse_size(f"del {size}") == size
    assert parse_size(size) == size


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_reading_sizes(a: str, b: str) -> None:
    found = parse_size(a)
    assert found is None or same_size(found, found)
    assert same_size(a, b) == same_size(b, a)


def test_a_bare_size_behind_an_article_is_no_quantity() -> None:
    assert parse_size("entonces las 27") == "27"
    assert parse_quantity("entonces las 27") is None
    assert parse_quantity("dame los 2") == 2
    assert parse_size("mejor en el 29") == "29"
