from pathlib import Path
from typing import Any

import pytest
import yaml
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
        ("un vestido rosa palo", ("rosa palo",)),
        ("gorra preta", ("negro",)),
        ("que no sea negra", ()),
        ("no, la azul", ("azul",)),
        ("no me gusta la azul, quiero la negra", ("negro",)),
        ("¿no tienen en rojo?", ("rojo",)),
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


def listed() -> list[dict[str, Any]]:
    file = Path(__file__).resolve().parents[3] / "data" / "lookups" / "colours.yml"
    return yaml.safe_load(file.read_text("utf-8"))["colours"]


@pytest.mark.parametrize("entry", listed(), ids=lambda entry: entry["canonical"])
def test_every_listed_colour_is_read_as_the_list_says(entry: dict[str, Any]) -> None:
    assert parse_colours(f"camiseta color {entry['canonical']}") == (entry["canonical"],)
    assert base_colour(entry["canonical"]) == entry["family"]
    for word in entry["words"]:
        if word not in {"de colores", "varios colores", "oscuro total"}:
            assert parse_colours(f"camiseta {word}") == (entry["canonical"],), word
