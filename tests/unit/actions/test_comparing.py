"""Setting products against each other: in sight, by name, and by one thing asked of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.ports import Shop
from actions.shop.comparing import chooses, compares, criterion, sides, telling_facts, winner
from actions.shop.product import Product
from index.types import Answer
from tests.doubles.chat import Chat
from tests.doubles.shop import CATALOG, pesos

CALMA = Product("CALMA", "Audífonos Calma", pesos(1099), category="Audio",
                attributes=(("Batería", "35 horas"), ("Diadema", "sí")))  # fmt: skip
GOTA = Product("GOTA", "Audífonos Gota", pesos(549), category="Audio",
               attributes=(("Batería", "6 horas"),))  # fmt: skip


def described() -> Chat:
    return Chat([replace(one, description=f"Dice de {one.name}. Y más.") for one in CATALOG])


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Chat:
    """Two headphones, of which the battery is known, and that one of them takes rain."""
    chat = Chat((*CATALOG, CALMA, GOTA))

    async def about(shop: Shop, sku: str, question: str) -> Answer | None:
        told = {
            "pila": {"CALMA": "Batería: 35 horas.", "GOTA": "Batería: 6 horas."},
            "lluvia": {"CALMA": "No resiste el agua.", "GOTA": "Aguanta lluvia ligera."},
        }
        found = next((facts for word, facts in told.items() if word in question), {})
        return Answer(found[sku], "x", 1.0) if sku in found else None

    monkeypatch.setattr(chat.ports.answers, "about_product", about)
    return chat


async def test_what_is_in_sight_is_compared_by_price_and_description() -> None:
    chat = described()
    await chat.say("search_products", "cocina")
    await chat.say("answer_product", "¿cuál es la diferencia entre los dos?")
    assert "*Taza de barro*, $120.00\nDice de Taza de barro." in chat.text
    assert "Y más" not in chat.text
    assert chat.titles == ["Taza de barro", "Licuadora Tornado"]
    await chat.answer("la segunda")
    assert chat.shown == ["LICUA"]


async def test_one_thing_alone_is_compared_with_nothing() -> None:
    chat = described()
    await chat.say("search_products", "licuadora")
    await chat.say("answer_product", "¿cuál es la diferencia?")
    assert "Así se comparan" not in chat.text


@pytest.mark.parametrize(
    "text",
    ["qué diferencia hay entre los audífonos calma y los gota", "calma vs gota cual es mejor",
     "cual me conviene, los audifonos gota o los calma?", "compárame los Calma con los Gota"],
)  # fmt: skip
async def test_what_is_named_is_compared_wherever_it_is(chat: Chat, text: str) -> None:
    await chat.say("search_products", text)
    assert "*Audífonos Calma*" in chat.text
    assert "*Audífonos Gota*" in chat.text
    assert "35 horas" in chat.text
    assert {one.sku for one in chat.context.shown} == {"CALMA", "GOTA"}


async def test_which_of_them_is_answered_for_each_and_the_winner_is_talked_about(
    chat: Chat,
) -> None:
    await chat.say("search_products", "audífonos")
    await chat.say("answer_product", "¿a cuál le dura más la pila?")
    assert "• Audífonos Gota: Batería: 6 horas." in chat.text
    assert chat.context.focus == "CALMA"
    await chat.say("answer_product", "¿y cuál aguanta la lluvia?")
    assert chat.context.focus == "GOTA"
    await chat.answer("sí")
    assert chat.lines == {"GOTA": 1}


async def test_which_of_them_without_data_is_not_guessed(chat: Chat) -> None:
    await chat.say("search_products", "audífonos")
    await chat.say("answer_product", "¿cuál trae micrófono?")
    assert "•" not in chat.text


@pytest.mark.parametrize(
    ("question", "answers", "place"),
    [
        ("le dura mas la pila", ["Batería: 35 horas.", "Batería: 6 horas."], 0),
        ("pesa menos", ["Pesa 320 g.", "Pesa 240 g.", ""], 1),
        ("es mas liviano", ["Pesa 2 kg.", "Pesa 320 g."], 1),
        ("es mas liviano", ["Pesa 320 g.", "Mide 2 pulgadas."], None),
        ("tienen mas garantia", ["Garantía: 60 días.", "Garantía: 6 meses."], 1),
        ("tiene mas garantia", ["Garantía: 60 días.", "Tiene garantía de 6 meses."], 1),
        ("tiene mas garantia", ["Garantía: 1 mes.", "Tiene garantía de 1 año."], 1),
        ("aguanta mas", ["Aguanta 2 horas.", "Aguanta 3 kg."], None),
        ("aguanta sudor", ["No resiste el agua.", "Resisten sudor."], 1),
        ("es impermeable", ["No es impermeable.", ""], None),
        ("es impermeable", ["Sí, es impermeable.", "Sí, es impermeable."], None),
    ],
)
def test_who_wins(question: str, answers: list[str], place: int | None) -> None:
    assert winner(question, answers) == place


def test_what_kind_of_question_it_is() -> None:
    assert compares("cuál es mejor?")
    assert chooses("cual de los dos pesa menos")
    assert not chooses("cuál es el precio")
    assert chooses("¿cuáles tienen más garantía?")
    assert not chooses("cuales colores tienen")
    assert not chooses("cuáles tienen")
    assert criterion("¿y a cuál le dura más la pila?") == "le dura mas la pila"
    assert sides("diferencia entre la taza y el termo azul") == ("la taza", "el termo azul")
    assert sides("cuál es la diferencia?") == ()
    assert telling_facts([CALMA, GOTA], 4)[1] == (("Batería", "6 horas"),)
