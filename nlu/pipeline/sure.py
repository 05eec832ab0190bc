"""When the best intent is sure enough to act upon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

FALLBACK: Final = "nlu_fallback"
Ranking = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Doubt:
    """Below threshold, or with less than ambiguity between the first two, nothing is sure."""

    threshold: float
    ambiguity: float

    def sure(self, ranking: Ranking) -> bool:
        """Whether the first of the ranking may be acted upon."""
        if not ranking or ranking[0][1] < self.threshold:
            return False
        return len(ranking) < 2 or ranking[0][1] - ranking[1][1] >= self.ambiguity


def intent_json(ranking: Ranking) -> dict[str, Any]:
    """The first intent as Rasa writes it: name None, confidence 0.0 for an empty ranking."""
    name, confidence = ranking[0] if ranking else (None, 0.0)
    return {"name": name, "confidence": confidence}


def ranking_json(ranking: Ranking, most: int = 10) -> list[dict[str, Any]]:
    """The best of the ranking as Rasa writes it."""
    return [{"name": name, "confidence": confidence} for name, confidence in ranking[:most]]
