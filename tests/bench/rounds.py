"""Chats held side by side, each message after the answer to the one before."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.chats import Chat
from tests.bench.processes import cpu_of

# Says one text in a chat of its own and waits for the answer; False when there was none.
Ask = Callable[[str], Awaitable[bool]]
# Between rounds, s: Meta lets a number send 80 messages a second, 40 of them at once.
PAUSE = 1.0


@dataclass(frozen=True)
class Held:
    """What came of rounds. turns: messages; seconds: of talking, pauses not counted.

    cpu: seconds that each process used, by its name.
    """

    turns: int
    answered: int
    seconds: float
    cpu: Mapping[str, float]

    @property
    def rate(self) -> float:
        """Answered messages a second."""
        return self.answered / self.seconds


async def hold(
    chats: Sequence[Chat],
    rounds: int,
    new_customer: Callable[[], Awaitable[Ask]],
    processes: Mapping[str, int],
) -> Held:
    """Hold every chat at once, `rounds` times with new customers, after one that warms up.

    processes: whose CPU is counted, by name.
    """
    await _round(chats, new_customer)
    before = _cpu(processes)
    done = [await _round(chats, new_customer) for _ in range(rounds)]
    used = {name: seconds - before[name] for name, seconds in _cpu(processes).items()}
    turns = rounds * sum(len(chat) for chat in chats)
    return Held(turns, sum(count for count, _ in done), sum(took for _, took in done), used)


async def _round(
    chats: Sequence[Chat], new_customer: Callable[[], Awaitable[Ask]]
) -> tuple[int, float]:
    """Return how many messages were answered and the seconds that it took."""
    customers = [await new_customer() for _ in chats]
    await asyncio.sleep(PAUSE)
    began = time.perf_counter()
    pairs = zip(customers, chats, strict=True)
    answered = await asyncio.gather(*(_chat(ask, chat) for ask, chat in pairs))
    return sum(answered), time.perf_counter() - began


async def _chat(ask: Ask, chat: Chat) -> int:
    """Return how many messages of a chat were answered."""
    return sum([await ask(text) for text in chat])


def _cpu(processes: Mapping[str, int]) -> dict[str, float]:
    return {name: cpu_of(pid) for name, pid in processes.items()}
