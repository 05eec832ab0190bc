"""Who asks whether a machine answers is told so; who asks for a person gets one."""

from __future__ import annotations

import pytest

from actions.shop.honesty import asks_if_bot
from tests.doubles.chat import Chat


@pytest.mark.parametrize(
    "text",
    [
        "eres un robot?",
        "¿sos un bot?",
        "es usted una persona de verdad?",
        "hola, ¿hablo con una persona o con una máquina?",
        "estoy hablando con un humano?",
        "me atiende una persona?",
        "con quién hablo?",
        "esto es un bot verdad",
        "eres chatgpt?",
    ],
)
def test_a_question_for_the_truth_is_one(text: str) -> None:
    assert asks_if_bot(text)


@pytest.mark.parametrize(
    "text",
    [
        "quiero hablar con una persona",
        "no quiero hablar con un robot",
        "usted es una máquina, necesito una persona",
        "pásame con alguien real",
        "¿qué garantía tiene el robot?",
        "busco un robot aspirador",
        "eres lo máximo",
        "me responden mañana?",
        "",
    ],
)
def test_other_texts_are_not(text: str) -> None:
    assert not asks_if_bot(text)


@pytest.mark.parametrize("action", ["fallback", "talk_to_human", "help"])
async def test_the_truth_is_told_whatever_was_guessed(action: str) -> None:
    chat = Chat()
    await chat.say(action, "eres un robot?")
    assert "automático" in chat.text
    assert chat.titles == ["Hablar con alguien", "Ver catálogo"]
    assert chat.turn.handed is None
