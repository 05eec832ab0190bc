"""Bare answers to the question that waits; anything more is a new wish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.shop.consent import is_no, is_yes
from actions.shop.context import Context, Option, Pending, PendingKind
from actions.shop.pending import Answered, answer_pending

NOW = 1_000


def asked(kind: PendingKind, *titles: str, **data: str) -> Context:
    options = tuple(Option(f"o{place}", title, title) for place, title in enumerate(titles, 1))
    return Context(pending=Pending(kind, "¿?", options, NOW + 1, data))


SIZES = asked("variant", "26", "26.5", "27", "28")
LETTERS = asked("variant", "CH", "M", "G", "XG")
COLOURS = asked("variant", "negro", "blanco", "azul marino")
BOTH = asked("variant", "gris, 27", "azul marino, 27", "azul marino, 28")
STORAGE = asked("variant", "32 GB", "64 GB")
PRODUCTS = asked("candidate", "Tenis para correr Brisa", "Botas de montaña Sierra", "Chanclas")
HOW_MANY = asked("quantity", "Agregar 3", sku="A1")
OFFER = Context(
    pending=Pending(
        "offer", "¿?", (Option("pay", "Pagar", "yes"), Option("later", "No", "no")), 2000
    )
)


def option(text: str, context: Context) -> str | None:
    answered = answer_pending(text, context, NOW)
    return answered.option if answered else None


@pytest.mark.parametrize(
    ("context", "text", "expected"),
    [
        (SIZES, "27", "o3"),
        (SIZES, "del 27", "o3"),
        (SIZES, "27 porfa", "o3"),
        (SIZES, "la 27, gracias", "o3"),
        (SIZES, "el 26 y medio", "o2"),
        (SIZES, "el segundo", "o2"),
        (SIZES, "la última", "o4"),
        (SIZES, "2", "o2"),
        (SIZES, "cualquiera", "o1"),
        (LETTERS, "grande", "o3"),
        (LETTERS, "la mediana", "o2"),
        (LETTERS, "XL", "o4"),
        (LETTERS, "extra grande", "o4"),
        (LETTERS, "s", "o1"),
        (COLOURS, "la negra", "o1"),
        (COLOURS, "azul", "o3"),
        (COLOURS, "en blanco por favor", "o2"),
        (BOTH, "gris", "o1"),
        (BOTH, "la azul del 28", "o3"),
        (STORAGE, "64", "o2"),
        (STORAGE, "la de 64 gb", "o2"),
        (PRODUCTS, "las botas", "o2"),
        (PRODUCTS, "el 3", "o3"),
        (PRODUCTS, "2", "o2"),
        (PRODUCTS, "las chanclas por favor", "o3"),
        (PRODUCTS, "da igual", "o1"),
        (HOW_MANY, "2", "add2:A1"),
        (HOW_MANY, "dos", "add2:A1"),
        (HOW_MANY, "sí", "o1"),
        (OFFER, "sí", "pay"),
        (OFFER, "claro que sí", "pay"),
        (OFFER, "👍", "pay"),
        (OFFER, "simón", "pay"),
        (OFFER, "de una", "pay"),
        (OFFER, "no gracias", "later"),
        (OFFER, "nel", "later"),
        (SIZES, "ninguna", "no"),
    ],
)
def test_a_bare_answer_picks_its_option(context: Context, text: str, expected: str) -> None:
    assert option(text, context) == expected


@pytest.mark.parametrize(
    ("context", "text"), [(SIZES, "29"), (COLOURS, "roja"), (BOTH, "azul"), (LETTERS, "XXL")]
)
def test_a_bare_size_or_colour_that_decides_nothing_is_told_as_other(
    context: Context, text: str
) -> None:
    assert option(text, context) == "other"


@pytest.mark.parametrize(
    ("context", "text"),
    [
        (SIZES, "¿hacen envíos?"),
        (SIZES, "quiero ver botas del 27"),
        (SIZES, "tienen playeras?"),
        (COLOURS, "ponme la negra y una gorra"),
        (PRODUCTS, "busco playeras"),
        (PRODUCTS, "botas de lluvia"),
        (OFFER, "pásame tu catálogo"),
        (OFFER, "no encuentro mi pedido"),
        (HOW_MANY, "mándame fotos"),
        (OFFER, ""),
        (SIZES, "por favor"),
    ],
)
def test_a_text_that_says_more_is_a_new_wish(context: Context, text: str) -> None:
    assert option(text, context) is None


def test_an_expired_question_takes_no_answer() -> None:
    assert answer_pending("27", SIZES, NOW + 1) is None
    assert answer_pending("27", Context(), NOW) is None


def test_a_quantity_beside_the_choice_is_kept() -> None:
    answered = answer_pending("dos del 27", SIZES, NOW)
    assert answered is not None
    assert answered.payload == {
        "option": "o3",
        "kind": "variant",
        "text": "dos del 27",
        "quantity": 2,
    }


def test_a_size_alone_is_no_quantity() -> None:
    assert answer_pending("27", SIZES, NOW) == Answered("o3", "variant", "27")


def test_yes_and_no_are_told_apart() -> None:
    assert is_yes("sí claro")
    assert not is_yes("sí, pero en azul")
    assert is_no("no, gracias")
    assert not is_no("no tengo correo")


@given(st.text(max_size=60), st.sampled_from([SIZES, COLOURS, PRODUCTS, OFFER, HOW_MANY, STORAGE]))
def test_any_text_gives_an_option_on_offer_or_none(text: str, context: Context) -> None:
    found = option(text, context)
    pending = context.pending
    assert pending is not None
    known = {one.id for one in pending.options} | {"no", "other", None}
    assert found in known or str(found).startswith("add")
