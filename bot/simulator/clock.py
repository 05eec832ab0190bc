"""The double's clock: the machine's, moved on or stopped by tests."""

from __future__ import annotations

from bot.clock import Clock, SystemClock


class MovableClock:
    """Tells the time of another clock, moved by an offset; or stands still."""

    def __init__(self, source: Clock | None = None) -> None:
        self._source = source or SystemClock()
        self._offset = 0
        self._stopped: int | None = None

    def now(self) -> int:
        """Milliseconds UTC."""
        if self._stopped is not None:
            return self._stopped
        return self._source.now() + self._offset

    def advance(self, milliseconds: int) -> None:
        """Move on (or back) by so much."""
        if self._stopped is not None:
            self._stopped += milliseconds
        else:
            self._offset += milliseconds

    def stop(self) -> None:
        """Stand still at this moment."""
        self._stopped = self.now()

    def run(self) -> None:
        """Go on from where it stands."""
        if self._stopped is not None:
            self._offset = self._stopped - self._source.now()
            self._stopped = None
