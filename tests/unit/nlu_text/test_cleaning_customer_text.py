import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlu.text import clean, expand_abbreviations, fold


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("/restart", "restart"),
        ("//restart", "restart"),
        (" / / restart", "restart"),
        ("\u200b/\u202e/pagar", "pagar"),
        ("\uff0f\u2044\u2215pagar", "pagar"),
        ("\\EXTERNAL_x{}", "EXTERNAL_x{}"),
        ("a\x00b\x07c", "abc"),
        ("hola\nquiero dos", "hola\nquiero dos"),
        ("talla 1/2", "talla 1/2"),
        ("////", ""),
        ("\u0301/restart", "restart"),
        ("", ""),
    ],
)
def test_a_customer_cannot_give_a_command(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_very_long_text_is_cut() -> None:
    assert len(clean("a" * 100_000)) == 4096


@given(st.text() | st.text(alphabet="/\\ \t\u200b\uff0f\u2044\u202e\ufeffa\u0301", max_size=20))
@example("\u0338/x")
def test_cleaning_holds_and_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not cleaned.lstrip().startswith("/")
    assert not {unicodedata.category(mark) for mark in cleaned if mark != "\n"} & {"Cc", "Cf", "Cs"}


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_forgets_accents_and_case_and_may_keep_the_enye() -> None:
    assert fold("  ¿Cuánto  CUESTA? ") == "¿cuanto cuesta?"
    assert fold("Año") == "ano"
    assert fold("Año nuevo, canción", keep_enye=True) == "año nuevo, cancion"


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("xq no hay", "porque no hay"),
        ("q precio tb en M", "que precio también en M"),
        ("porfa 2 d esas", "por favor 2 de esas"),
        ("2 x 1", "2 x 1"),
        ("20 k", "20 k"),
        ("pa mi hijo", "para mi hijo"),
        ("K tal", "que tal"),
        ("A-K quedó", "A-K quedó"),
    ],
)
def test_abbreviations_are_written_out(text: str, full: str) -> None:
    assert expand_abbreviations(text) == full
