"""How long messages wait for an engine that is away, and how often it is asked."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from bot.dialogue import comeback
from bot.dialogue.comeback import AWAY, LOADING, Comeback


@dataclass
class AwayRasa:
    """Answers from a certain look on; the clock goes on by a second at every look."""

    refuses: int
    loading: bool = False
    asked: int = 0

    async def ready(self) -> bool:
        self.asked += 1
        await asyncio.sleep(0)
        return self.asked > self.refuses

    def loads(self) -> bool:
        return self.loading

    def now(self) -> int:
        return self.asked * 1_000

    async def send(self, *, sender: str, text: str, metadata: Mapping[str, object]) -> None:
        raise AssertionError("nothing is said here")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comeback, "LOOK_AGAIN", 0)


async def test_a_message_is_answered_when_rasa_is_back() -> None:
    rasa = AwayRasa(refuses=3)
    assert await Comeback(rasa, rasa).waited(0)
    assert rasa.asked == 4


async def test_nobody_waits_for_ever_for_a_rasa_that_is_nowhere() -> None:
    rasa = AwayRasa(refuses=10**9)
    assert not await Comeback(rasa, rasa).waited(0)
    assert rasa.asked == AWAY // 1_000


async def test_a_rasa_of_ours_that_loads_is_waited_for_longer() -> None:
    slow = AwayRasa(refuses=60, loading=True)
    assert await Comeback(slow, slow).waited(0)
    never = AwayRasa(refuses=10**9, loading=True)
    assert not await Comeback(never, never).waited(0)
    assert never.asked == LOADING // 1_000


async def test_patience_is_counted_from_the_first_refusal() -> None:
    rasa = AwayRasa(refuses=10**9, asked=29)
    assert not await Comeback(rasa, rasa).waited(0)
    assert rasa.asked == AWAY // 1_000


async def test_one_asks_for_all_who_wait() -> None:
    rasa = AwayRasa(refuses=5)
    room = Comeback(rasa, rasa)
    assert all(await asyncio.gather(*(room.waited(0) for _ in range(500))))
    assert rasa.asked == 6
