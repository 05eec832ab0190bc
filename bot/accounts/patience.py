"""How often somebody may guess: passwords of one address are not tried without end."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from bot.clock import MINUTE, Clock

# So many wrong passwords in a row, then one more a minute.
MOST: Final = 10
ANOTHER: Final = MINUTE
# Addresses that are remembered; each costs a password's hashing to push out.
MOST_KEPT: Final = 10_000


class TooOftenError(Exception):
    """Too many wrong passwords for this address: wait a moment."""


class Patience:
    """Counts failures by key; they are forgiven with time, and by a success at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def check(self, key: str) -> None:
        """Raise TooOftenError when this key failed too often lately."""
        if self._count(key) > MOST - 1:
            raise TooOftenError

    def failed(self, key: str) -> None:
        """Count one failure."""
        self._failures[key] = (self._count(key) + 1, self._clock.now())
        self._failures.move_to_end(key)
        if len(self._failures) > MOST_KEPT:
            self._failures.popitem(last=False)

    def succeeded(self, key: str) -> None:
        """Forgive everything."""
        self._failures.pop(key, None)

    def _count(self, key: str) -> float:
        count, at = self._failures.get(key, (0.0, 0))
        return max(0.0, count - (self._clock.now() - at) / ANOTHER)
