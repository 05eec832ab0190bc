"""What a customer hears who waits for a person, and who stops reminders beside a request."""

from dataclasses import replace

import pytest

from actions.shop.context import Context, dump
from bot.handover.unanswered import TELL_AGAIN
from tests.unit.test_journey import NOW, QUIET, Row, Scene, bodies, conversation, text


def waiting(told_ago: int, **changes: object) -> Scene:
    memory = dump(Context(waiting_told=NOW - told_ago))
    return Scene(conversation(mode="person", waits=True, context=memory, **changes))


@pytest.mark.parametrize("words", ["¿sigues ahí?", "hola?", "busco tenis"])
async def test_who_writes_after_a_while_is_told_when_a_person_answers(words: str) -> None:
    scene = waiting(TELL_AGAIN)
    closing = await scene.take(text(1, words))
    assert bodies(closing) == ["<handover_waiting>"]
    assert scene.dialogue.heard == []
    scene.turns.loaded = replace(scene.loaded, context=closing.context)
    assert bodies(await scene.take(text(2, words))) == []


async def test_who_was_just_told_is_not_told_again() -> None:
    assert bodies(await waiting(TELL_AGAIN - 1).take(text(1, "¿sigues ahí?"))) == []


@pytest.mark.parametrize("words", ["quiero hablar con alguien", "¿me atiende una persona?"])
async def test_who_asks_for_a_person_again_is_told_at_once(words: str) -> None:
    assert bodies(await waiting(1).take(text(1, words))) == ["<handover_waiting>"]
    answered = Scene(conversation(mode="person", waits=False))
    assert bodies(await answered.take(text(1, words))) == []


async def test_an_automatic_reply_that_speaks_of_a_person_is_not_answered() -> None:
    words = "Gracias por escribir a Muebles Paz, en breve un asesor le atenderá con gusto, saludos"
    assert bodies(await waiting(1).take(text(1, words))) == []


async def test_thanks_and_whoever_talks_with_a_person_hear_nothing() -> None:
    assert bodies(await waiting(TELL_AGAIN).take(text(1, "ok gracias"))) == []
    answered = Scene(conversation(mode="person", waits=False))
    assert bodies(await answered.take(text(1, "¿y en azul?"))) == []


async def test_a_person_who_greets_from_the_phone_is_not_told_to_wait() -> None:
    echo = Row(1, {"echo": {"id": "w", "type": "text", "text": {"body": "Hola"}}}, kind="echo")
    assert bodies(await waiting(TELL_AGAIN).take(echo)) == []


async def test_a_stop_beside_a_request_stops_first_and_answers_the_request() -> None:
    scene = Scene()
    closing = await scene.take(text(1, "¿tienen termos?"), text(2, "STOP"))
    assert closing.opted_out
    assert bodies(closing) == ["<stopped>\n\nre: ¿tienen termos?"]


@pytest.mark.parametrize("words", ["hola", "gracias"])
async def test_a_stop_beside_courtesies_is_only_a_stop(words: str) -> None:
    scene = Scene(conversation(preferences=QUIET))
    closing = await scene.take(text(1, words), text(2, "BAJA"))
    assert bodies(closing) == ["<stopped>"]
    assert scene.dialogue.heard == []
