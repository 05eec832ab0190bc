import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text import (
    fold,
    guess_language,
    is_closing,
    is_fragment,
    is_greeting,
    is_opt_out,
    phonetic_key,
)


@pytest.mark.parametrize("text", ["STOP", "baja", "Parar.", " ¡Baja! ", "stop!!"])
def test_the_opt_out_words_are_exact(text: str) -> None:
    assert is_opt_out(text)


@pytest.mark.parametrize("text", ["", "quiero la más baja", "no pares", "stop it", "dar de baja"])
def test_other_texts_do_not_opt_out(text: str) -> None:
    assert not is_opt_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "Gracias!",
        "muchas gracias",
        "👍",
        "👍🏽",
        "❤️",
        "listo, gracias",
        "jajaja",
        "hasta luego",
    ],
)
def test_closing_words_are_known(text: str) -> None:
    assert is_closing(text)


@pytest.mark.parametrize("text", ["", "ok agrega dos", "hola", "ya", "sí", "muchas", "bien negro"])
def test_other_texts_close_nothing(text: str) -> None:
    assert not is_closing(text)


@pytest.mark.parametrize(
    "text",
    ["hola", "Hola, buenas tardes", "quiero", "unos tenis", "negros", "y del", "busco,", "para mi"],
)
def test_fragments_wait_for_more(text: str) -> None:
    assert is_fragment(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "quiero unos tenis negros",
        "¿tienen?",
        "ayuda",
        "sí",
        "carrito",
        "stop",
        "gracias",
        "pagar",
    ],
)
def test_complete_texts_do_not_wait(text: str) -> None:
    assert not is_fragment(text)


def test_a_greeting_is_nothing_but_a_greeting() -> None:
    assert is_greeting("Hola, ¿qué tal?")
    assert is_greeting("Holaaa buenasss")
    assert not is_greeting("hola quiero tenis")
    assert not is_greeting("que")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zapato", "sapato"),
        ("vaquero", "baqero"),
        ("hielo", "ielo"),
        ("llavero", "yabero"),
        ("jirafa", "girafa"),
        ("queso", "keso"),
        ("niño", "nino"),
        ("cena", "sena"),
        ("zapatilla", "sapatiya"),
    ],
)
def test_words_that_sound_alike_share_a_key(one: str, other: str) -> None:
    assert phonetic_key(one) == phonetic_key(other)


@pytest.mark.parametrize(("one", "other"), [("gato", "jato"), ("casa", "chasa"), ("pala", "palta")])
def test_words_that_sound_different_do_not(one: str, other: str) -> None:
    assert phonetic_key(one) != phonetic_key(other)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("busco tenis negros", "es"),
        ("vocês têm tênis preto?", "pt"),
        ("quanto custa o frete", "pt"),
        ("do you have black shoes", "en"),
        ("", "es"),
        ("27", "es"),
        ("zapatillas para niño", "es"),
    ],
)
def test_the_language_is_guessed(text: str, language: str) -> None:
    assert guess_language(text) == language


@given(st.text(max_size=60))
def test_no_text_breaks_the_signals(text: str) -> None:
    assert guess_language(text) in {"es", "pt", "en"}
    assert not (is_opt_out(text) and is_fragment(text))
    assert is_opt_out(text) == is_opt_out(fold(text))
    assert phonetic_key(text).isalnum() or phonetic_key(text) == ""
