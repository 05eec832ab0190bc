"""Turns wait for a Rasa that loads; they do not apologise for it."""

import asyncio
from dataclasses import dataclass
from typing import Any, cast

import pytest

from bot.dialogue.board import TurnBoard
from bot.dialogue.rasa_client import RasaClient
from bot.wiring import talk
from bot.wiring.talk import Talk


@dataclass
class LoadingRasa:
    """Answers from a certain question on."""

    refuses: int
    asked: int = 0

    async def ready(self) -> bool:
        self.asked += 1
        return self.asked > self.refuses


def talking(rasa: Any) -> Talk:
    return Talk(TurnBoard(), cast("RasaClient", rasa), None, "token")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "LOOK_AGAIN", 0)


async def test_a_turn_waits_for_rasas_first_answer_and_never_again() -> None:
    rasa = LoadingRasa(refuses=3)
    room = talking(rasa)
    await room.start()
    await asyncio.gather(room.begun(), room.begun())
    assert rasa.asked == 4
    await room.begun()
    assert rasa.asked == 4
    await room.stop()


async def test_a_rasa_that_never_answers_keeps_no_turn_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(talk, "FIRST_PATIENCE", 0)
    room = talking(LoadingRasa(refuses=10**9))
    await room.start()
    await room.begun()
    await room.stop()


async def test_stopping_lets_go_of_who_waits() -> None:
    room = talking(LoadingRasa(refuses=10**9))
    await room.start()
    waiting = asyncio.create_task(room.begun())
    await asyncio.sleep(0)
    await room.stop()
    await waiting
