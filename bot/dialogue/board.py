"""The turns that are open right now, found by the key that travels through Rasa."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from actions.ports import Turn


class HeldTurn(Turn, Protocol):
    """A turn as the actions route handles it."""

    @property
    def closed(self) -> bool:
        """Whether it takes nothing any more."""
        ...

    def understood(self, act: int, parse: Mapping[str, Any]) -> None:
        """Keep what was understood of an act, before its action runs."""
        ...

    def answered(self, act: int) -> None:
        """Note that the act's action was called and returned."""
        ...


class TurnBoard:
    """Open turns by key. Only these can be answered."""

    def __init__(self) -> None:
        self._open: dict[str, HeldTurn] = {}

    @contextmanager
    def holding(self, turn: HeldTurn) -> Generator[None]:
        """Let actions find the turn as long as the block runs."""
        self._open[turn.key] = turn
        try:
            yield
        finally:
            self._open.pop(turn.key, None)

    def find(self, key: object) -> HeldTurn | None:
        """Return the open turn of that key; None for a closed, unknown or missing one."""
        turn = self._open.get(key) if isinstance(key, str) else None
        return None if turn is None or turn.closed else turn
