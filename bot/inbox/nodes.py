"""Which nodes live. Pure: no node's clock is compared with another's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Seconds without a new beat after which a node counts as dead; it beats every BEAT seconds.
LEASE: Final = 3.5
BEAT: Final = 1.0


class Pulse:
    """Watches the beats of all nodes, by this process's own steady clock."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[int, float]] = {}

    def dead(self, beats: Mapping[str, int], now: float) -> list[str]:
        """Return the nodes whose beat has not changed for a lease. now: seconds, monotonic."""
        fresh: dict[str, tuple[int, float]] = {}
        for node, beat in beats.items():
            known = self._last.get(node)
            fresh[node] = known if known is not None and known[0] == beat else (beat, now)
        self._last = fresh
        return [node for node, (_, since) in fresh.items() if now - since > LEASE]
