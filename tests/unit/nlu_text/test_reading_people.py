"""For whom a thing is, as customers and catalogs say it."""

import pytest

from nlu.text.people import named_people, parse_people, told_people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("vaqueros de mujer", "woman"),
        ("zapato para caballero", "man"),
        ("jeans hombre 36", "man"),
        ("ropa de niño", "boy"),
        ("ropita para niño o niña", "boy girl"),
        ("playera de chica", "woman girl"),
        ("juguete para bebé", "baby"),
        ("calça jeans feminina", "woman girl"),
        ("mi esposo camina mucho, ocupa botas", "man"),
        ("juguete de niña para mi sobrina", "girl"),
    ],
)
def test_customers_say_for_whom(text: str, people: str) -> None:
    assert parse_people(text) == set(people.split())


@pytest.mark.parametrize(
    "text",
    [
        "bolsa chica",
        "vestido talla chica",
        "hombre, quería unos tenis",
        "buen día señorita, hay tenis?",
        "que no sea de hombre",
        "sudadera unisex",
        "cama para perro adulto",
    ],
)
def test_other_uses_of_such_words_say_nothing(text: str) -> None:
    assert parse_people(text) == frozenset()


def test_catalogs_say_for_whom_in_names_and_descriptions() -> None:
    assert named_people("Caballero Calzado") == {"man"}
    assert named_people("hombre y mujer") == {"man", "woman"}
    assert told_people("Botines de mujer con tacón") == {"woman"}
    assert told_people("A toda mujer le gustan") == frozenset()
