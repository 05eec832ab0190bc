"""How upset somebody is, and who wants no more messages, by their words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text import CALM, TENSE, UPSET, asks_to_stop, temper


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("SON UNOS RATEROS", UPSET),
        ("nadie me contesta", UPSET),
        ("ya les dije que no quiero", UPSET),
        ("me tienen podrido", UPSET),
        ("qué pésimo servicio", UPSET),
        ("pinche bot inútil", UPSET),
        ("CONTESTEN YA DONDE VIENE MI PEDIDO!!!", UPSET),
        ("QUE ONDA CON MI PEDIDO!!", UPSET),
        ("BUENAS TARDES BUSCO UNA LICUADORA", TENSE),
        ("TIENEN TENIS NIKE???", TENSE),
        ("ME ENCANTA!!! LO QUIERO", TENSE),
        ("USB", CALM),
        ("¿no es estafa?", CALM),
        ("tienen botes de basura?", CALM),
        ("están de puta madre", CALM),
        ("hola buenas tardes", CALM),
        ("", CALM),
    ],
)
def test_insults_impatience_and_loud_capitals(text: str, mood: int) -> None:
    assert temper(text) == mood


@pytest.mark.parametrize(
    "text",
    [
        "y ya no me escriban mas por favor",
        "no me escribas más",
        "dejen de mandarme mensajes",
        "ya no me envíen publicidad ni ofertas",
        "no quiero recibir promociones",
        "dame de baja",
        "quítenme de su lista",
        "mira, no me escribáis más",
    ],
)
def test_who_wants_no_more_messages_is_understood(text: str) -> None:
    assert asks_to_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "no me manden el pedido",
        "no quiero más",
        "no me mandaron nada",
        "ya no me escriban, y cuánto cuesta la licuadora?",
        "no me contestan",
        "dame dos",
        "deja de lado la talla",
        "",
    ],
)
def test_other_things_that_are_not_wanted_are_not_messages(text: str) -> None:
    assert not asks_to_stop(text)


@pytest.mark.parametrize("piece", ["no, ", "ya ", "no me escriban ", ", ", "A! ", "de mas "])
def test_long_hostile_texts_are_read_at_once(piece: str) -> None:
    text = piece * 1_000
    assert not asks_to_stop(text)
    temper(text)


@given(st.text())
def test_no_text_makes_the_rules_fail(text: str) -> None:
    assert temper(text) in {CALM, TENSE, UPSET}
    asks_to_stop(text)
