"""A question about a discount gets the shop's word on discounts, never another answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.ports import Shop
from actions.roster import every_action
from actions.shop.discount import haggles
from index.types import Answer
from nlu.text import fold
from tests.doubles.chat import Chat

CASH = "Sí, puedes pagar en efectivo al recibir."


class Faq:
    """Knows of cash, and of discounts where it is told what to say."""

    def __init__(self, discounts: str = "") -> None:
        self.discounts = discounts

    async def about_product(self, shop: Shop, sku: str, question: str) -> Answer | None:
        return None

    async def about_shop(self, shop: Shop, question: str) -> Answer | None:
        if "efectivo" in fold(question):
            return Answer(CASH, "faq:pago", 0.9)
        return Answer(self.discounts, "faq:descuentos", 0.9) if self.discounts else None


def chat_with(faq: Faq) -> Chat:
    chat = Chat()
    ports = replace(chat.ports, answers=faq)
    chat.actions = {action.name(): action for action in every_action(ports)}
    return chat


QUESTIONS = ["hacen descuento si pago en efectivo?", "¿hay rebaja pagando en efectivo?"]


@pytest.mark.parametrize("question", QUESTIONS)
async def test_paying_in_cash_is_no_answer_about_a_discount(question: str) -> None:
    chat = chat_with(Faq())
    await chat.say("answer_shop", question)
    assert CASH not in chat.text
    assert "persona" in chat.text


@pytest.mark.parametrize("question", QUESTIONS)
async def test_the_shops_own_word_on_discounts_is_given(question: str) -> None:
    chat = chat_with(Faq("No, por ahora no."))
    await chat.say("answer_shop", question)
    assert chat.text == "No, por ahora no."


async def test_a_question_about_cash_alone_is_answered() -> None:
    chat = chat_with(Faq())
    await chat.say("answer_shop", "¿puedo pagar en efectivo?")
    assert chat.text == CASH


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("me lo dejas en seiscientos", True),
        ("te doy ochocientos por las dos", True),
        ("déjamelo en dos mil", True),
        ("me lo dejas en setenta", True),
        ("me los dejas en los asientos", False),
        ("me lo llevo por seis", False),
    ],
)
def test_a_price_in_words_is_an_offer_as_one_in_figures(text: str, offers: bool) -> None:
    assert haggles(text) is offers
