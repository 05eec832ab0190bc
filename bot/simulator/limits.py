"""Meta's rates: 80 messages a second a number, one message in six seconds a pair."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from bot.clock import SECOND

PER_SECOND: Final = 80
BURST: Final = 45
REFILL: Final = 6 * SECOND


@dataclass(slots=True)
class Throughput:
    """Messages of one number within the last second."""

    at: deque[int] = field(default_factory=deque[int])

    def take(self, now: int) -> bool:
        """Count one more message; False when the second is full."""
        while self.at and self.at[0] <= now - SECOND:
            self.at.popleft()
        if len(self.at) >= PER_SECOND:
            return False
        self.at.append(now)
        return True


@dataclass(slots=True)
class PairBucket:
    """What one number may still send to one person: 45 at once, one more every 6 s."""

    left: float = BURST
    since: int = 0

    def take(self, now: int) -> bool:
        """Take one; False when the bucket is empty."""
        gained = max(0, now - self.since) / REFILL if self.since else 0
        self.left = min(BURST, self.left + gained)
        self.since = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


@dataclass(slots=True)
class Rates:
    """Every number's and every pair's rate."""

    numbers: dict[str, Throughput] = field(default_factory=dict[str, Throughput])
    pairs: dict[tuple[str, str], PairBucket] = field(
        default_factory=dict[tuple[str, str], PairBucket]
    )

    def number(self, number_id: str) -> Throughput:
        """Return the rate of a number."""
        return self.numbers.setdefault(number_id, Throughput())

    def pair(self, number_id: str, person_id: str) -> PairBucket:
        """Return the bucket of a number and a person."""
        return self.pairs.setdefault((number_id, person_id), PairBucket())
