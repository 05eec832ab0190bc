"""What texts mean, outside any turn: by Rasa's model alone, without starting its server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from nlu.runtime.launch import RasaHome
from nlu.text import split_clauses
from nlu.training.read_archive import read_with

# Beside another wish these say nothing about what the customer wants.
_SOCIAL: Final = frozenset(("greet", "thank", "goodbye", "affirm", "deny"))
Parse = Mapping[str, Any]
ReadAll = Callable[[Sequence[str]], Sequence[Parse]]


@dataclass(frozen=True, slots=True)
class Act:
    """One wish: its words, intent with confidence 0..1, ranking and entities as Rasa tells them."""

    text: str
    intent: str
    confidence: float
    ranking: tuple[Mapping[str, Any], ...]
    entities: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A text and its wishes in order; main is the one that matters most."""

    text: str
    main: Act
    acts: tuple[Act, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the object that `millennium understand --json` prints."""
        return (
            {"text": self.text}
            | _json(self.main)
            | {"acts": [{"text": act.text} | _json(act) for act in self.acts]}
        )


def understand_texts(texts: Sequence[str], read: ReadAll) -> list[Understood]:
    """Understand each text, cut into its wishes, all in one call of read."""
    cut = [split_clauses(text) or ("",) for text in texts]
    parses = iter(read([wish for wishes in cut for wish in wishes]))
    read_back = [tuple(_act(wish, next(parses)) for wish in wishes) for wishes in cut]
    return [
        Understood(text, main_act(acts), acts) for text, acts in zip(texts, read_back, strict=True)
    ]


def main_act(acts: Sequence[Act]) -> Act:
    """The first wish that is more than courtesy, else the first."""
    return next((act for act in acts if act.intent not in _SOCIAL), acts[0])


class OneShot:
    """Reads texts with a model archive in a process of its own. ReadingError when it cannot."""

    def __init__(self, home: RasaHome, model: Path) -> None:
        self._home = home
        self._model = model

    def __call__(self, texts: Sequence[str]) -> Sequence[Parse]:
        """Return what Rasa would understand of each text. Blocking: not for the event loop."""
        return read_with(self._home, self._model, texts)


def _act(wish: str, parse: Parse) -> Act:
    intent = parse["intent"]
    return Act(
        wish,
        str(intent["name"]),
        float(intent["confidence"]),
        tuple(parse["intent_ranking"]),
        tuple(parse["entities"]),
    )


def _json(act: Act) -> dict[str, Any]:
    return {
        "intent": act.intent,
        "confidence": act.confidence,
        "ranking": list(act.ranking),
        "entities": list(act.entities),
    }
