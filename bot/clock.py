"""Time as everything here takes it: milliseconds UTC, from a clock that can be replaced."""

from __future__ import annotations

import time
from typing import Final, Protocol

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> int:
        """Milliseconds UTC since 1970."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000
