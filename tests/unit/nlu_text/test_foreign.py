"""The closed words of Portuguese and English, read in Spanish."""

from __future__ import annotations

import pytest

from nlu.text import in_spanish
from nlu.text.foreign import _table  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize(
    ("text", "spanish"),
    [
        ("fico com três pares", "me quedo con três pares"),
        ("quanto custa o terceiro?", "cuánto cuesta el tercero?"),
        ("É à prova d'água?", "es impermeable?"),
        ("e a branca?", "y la branca?"),
        ("tem outro mais barato?", "hay otro más barato?"),
        ("não, melhor a outra", "no, mejor la otra"),
        ("tira o boné do carrinho", "quita el boné del carrito"),
        ("a vista", "a vista"),
        ("está quebrado", "está roto"),
    ],
)
def test_portuguese(text: str, spanish: str) -> None:
    assert in_spanish(text, "pt") == spanish


@pytest.mark.parametrize(
    ("text", "spanish"),
    [
        ("How much is the third one?", "cuánto cuesta el tercero?"),
        ("I’ll take four pairs", "me llevo cuatro pares"),
        ("take the red mug out", "quita el red mug"),
        ("the green one", "el green"),
        ("does it have pockets?", "tiene pockets?"),
        ("two more of those", "otros dos de esos"),
        ("the first one", "el primero"),
        ("something cheaper?", "más barato?"),
        ("no wait, the other one", "no espera, el otro"),
    ],
)
def test_english(text: str, spanish: str) -> None:
    assert in_spanish(text, "en") == spanish


def test_spanish_is_left_as_it_is() -> None:
    text = "No, mejor la otra; ¿a cómo sale?"
    assert in_spanish(text, "es") == text
    assert in_spanish(text, "") == text


@pytest.mark.parametrize("language", ["pt", "en"])
def test_every_phrase_of_the_table_is_found(language: str) -> None:
    words, pattern = _table(language)
    assert [phrase for phrase in words if not pattern.fullmatch(phrase)] == []
