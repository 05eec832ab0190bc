"""Questions about a thing: by its name, of what is in sight, and the same of another."""

import pytest

from nlu.text import split_clauses
from nlu.text.asking import asks_of_it, asks_of_thing, asks_shop


@pytest.mark.parametrize(
    "text",
    [
        "y tritura hielo?", "trae pilas", "¿y anda con la compu?", "cuantos vatios pe",
        "se la banca en la pileta?", "con qué se limpia", "y le entra la compu de 15?",
        "de cuánto es el tacón", "es para hombre?", "se puede meter al micro?", "gasta mucha luz?",
        "no trae cable?", "oiga y aguanta la lluvia", "qué tan pesada es",
    ],
)  # fmt: skip
def test_what_a_thing_in_sight_is_or_does_is_asked_of_it(text: str) -> None:
    assert asks_of_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "es para mi mamá", "me sirve", "no sirve", "no funciona", "no trae cable", "lo llevo",
        "está bien", "quiero la negra", "busco una licuadora", "es todo", "pasa el enlace",
        "se me perdió",
    ],
)  # fmt: skip
def test_what_is_told_is_no_question_about_a_thing(text: str) -> None:
    assert not asks_of_it(text)


@pytest.mark.parametrize("text", ["tienen cables?", "y hay en negro?", "venden globos?"])
def test_goods_are_asked_of_the_shop(text: str) -> None:
    assert asks_shop(text)


@pytest.mark.parametrize(
    "text",
    [
        "la licuadora tritura hielo", "la cafetera usa filtros de papel?",
        "esos botines con qué se limpian", "y el ventilador cuánta luz gasta",
    ],
)  # fmt: skip
def test_a_thing_is_named_and_asked_about(text: str) -> None:
    assert asks_of_thing(text)


@pytest.mark.parametrize("text", ["la talla es 27", "el nombre es Ana", "la mochila negra"])
def test_what_is_told_of_an_order_asks_nothing(text: str) -> None:
    assert not asks_of_thing(text)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("la crema de cuántos ml es? y el shampoo?",
         ("la crema de cuántos ml es?", "y el shampoo?")),
        ("la licuadora tritura hielo y la cafetera usa filtros de papel?",
         ("la licuadora tritura hielo", "la cafetera usa filtros de papel?")),
        ("la mochila cabe en el avión, y la maleta?",
         ("la mochila cabe en el avión", "y la maleta?")),
        ("tienen botas? y la negra?", ("tienen botas? y la negra?",)),
        ("la talla es 27 y el color es negro", ("la talla es 27 y el color es negro",)),
    ],
)  # fmt: skip
def test_questions_about_two_things_are_two(text: str, clauses: tuple[str, ...]) -> None:
    assert split_clauses(text) == clauses
