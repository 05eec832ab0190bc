"""What the timers need from the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Due:
    """A timer that is due. attempts: how often it failed before."""

    key: str
    account_id: int | None
    kind: str
    payload: Mapping[str, Any]
    due_at: int
    attempts: int


class TimerStore(Protocol):
    """Timers in the database; moments in ms UTC."""

    async def open(self) -> None:
        """Free what an embedded database's earlier service had taken when it died."""
        ...

    async def leave(self, owner: str) -> None:
        """Free everything that an owner has taken."""
        ...

    async def next_due(self, kinds: list[str]) -> int | None:
        """Return when the next free timer of these kinds is due."""
        ...

    async def claim(
        self, owner: str, now: int, *, stale: int, kinds: list[str], limit: int
    ) -> list[Due]:
        """Take due timers: free ones and those that an owner took before `stale`."""
        ...

    async def renew(self, owner: str, keys: list[str], now: int) -> None:
        """Keep timers that are still worked on."""
        ...

    async def finish(self, owner: str, due: Due) -> None:
        """Remove a served timer, unless it was set anew meanwhile."""
        ...

    async def defer(
        self, owner: str, due: Due, until: int, attempts: int, error: str | None = None
    ) -> None:
        """Make a timer due again later, unless it was set anew or cancelled meanwhile.

        error: why it failed; None: it did not.
        """
        ...

    async def give_up(self, owner: str, due: Due, error: str, at: int) -> bool:
        """Try a timer no more until a person says so. False: it was set anew or cancelled."""
        ...
