"""Who greets and asks in one breath is greeted in the same message, once."""

import pytest

from actions.replies import Choice, Question, Text
from actions.steps.greet_back import greets_beside, led_by


@pytest.mark.parametrize("text", ["hola, tienen tenis?", "buenas tardes busco una olla"])
def test_a_greeting_beside_a_wish_is_heard(text: str) -> None:
    assert greets_beside(text)


@pytest.mark.parametrize("text", ["hola", "buenas tardes!", "tienen tenis?", ""])
def test_a_bare_greeting_and_a_bare_wish_are_something_else(text: str) -> None:
    assert not greets_beside(text)


def test_the_greeting_shares_the_message_of_the_answer() -> None:
    assert led_by("¡Hola!", [Text("Abrimos a las 9.")]) == [Text("¡Hola! Abrimos a las 9.")]
    asked = Question("¿Qué talla?", (Choice("1", "27"),))
    assert led_by("¡Hola!", [asked]) == [Text("¡Hola!"), asked]
