"""How fast messages may go out: WhatsApp's limits for a number and for one person.

Source: Meta's throughput page. 80 messages a second for a number; to one person one in 6 s,
with bursts of up to 45 that borrow from the future.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Final

NUMBER_RATE: Final = 80.0
NUMBER_BURST: Final = 40.0
PAIR_RATE: Final = 1 / 6
PAIR_BURST: Final = 45.0
# Full buckets are forgotten when so many are kept.
MOST_KEPT: Final = 10_000


@dataclass(slots=True)
class Bucket:
    """Tokens that fill up again; a debt is waited for. Times in seconds."""

    rate: float
    burst: float
    tokens: float
    at: float

    def take(self, now: float) -> float:
        """Take one token; return how many seconds to wait until it is there."""
        self._fill(now)
        self.tokens -= 1
        return max(0.0, -self.tokens / self.rate)

    def has_one(self, now: float) -> bool:
        """Whether a token is there now."""
        self._fill(now)
        return self.tokens >= 1

    def is_full(self, now: float) -> bool:
        """Whether it says no more than a new one."""
        self._fill(now)
        return self.tokens >= self.burst

    def _fill(self, now: float) -> None:
        self.tokens = min(self.burst, self.tokens + max(0.0, now - self.at) * self.rate)
        self.at = max(self.at, now)


class Pace:
    """Keeps this process within the limits of its numbers and of each person."""

    def __init__(self, number_rate: float = NUMBER_RATE) -> None:
        self._number_rate = number_rate
        self._numbers: dict[str, Bucket] = {}
        self._pairs: dict[tuple[str, str], Bucket] = {}

    def reserve(self, number: str, person: str, now: float) -> float:
        """Take a place for one message; return how many seconds to wait for it."""
        pair, whole = self._buckets(number, person, now)
        return max(pair.take(now), whole.take(now))

    def at_once(self, number: str, person: str, now: float) -> bool:
        """Take a place for one message if it is there now. False: none was taken."""
        pair, whole = self._buckets(number, person, now)
        free = pair.has_one(now) and whole.has_one(now)
        if free:
            pair.take(now)
            whole.take(now)
        return free

    def _buckets(self, number: str, person: str, now: float) -> tuple[Bucket, Bucket]:
        if len(self._pairs) >= MOST_KEPT:
            self._pairs = {key: one for key, one in self._pairs.items() if not one.is_full(now)}
        pair = self._pairs.setdefault(
            (number, person), Bucket(PAIR_RATE, PAIR_BURST, PAIR_BURST, now)
        )
        whole = self._numbers.setdefault(
            number, Bucket(self._number_rate, NUMBER_BURST, NUMBER_BURST, now)
        )
        return pair, whole

    async def wait(self, number: str, person: str) -> None:
        """Wait for one message's place."""
        seconds = self.reserve(number, person, time.monotonic())
        if seconds > 0:
            await asyncio.sleep(seconds)
