"""How well a model understands messages it was not trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nlu.training.heldout import HeldOut

Read = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class IntentScore:
    """One intent: how many messages, how many found (recall), how many hits were right."""

    intent: str
    support: int
    recall: float
    precision: float
    confused_with: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Shares are 0..1. by_country in order of the country codes."""

    total: int
    accuracy: float
    fallback: float
    intents: tuple[IntentScore, ...]
    by_country: tuple[tuple[str, float], ...]

    @property
    def metrics(self) -> dict[str, float]:
        """The figures that the registry keeps."""
        recalls = [one.recall for one in self.intents]
        macro = sum(recalls) / len(recalls) if recalls else 0.0
        return {"accuracy": self.accuracy, "macro_recall": macro, "fallback": self.fallback}


def evaluate(messages: Sequence[HeldOut], read: Read) -> Evaluation:
    """Read every message and compare. read: texts to intents, in their order."""
    got = read([message.text for message in messages])
    pairs = [(message.intent, told) for message, told in zip(messages, got, strict=True)]
    intents = sorted({wanted for wanted, _ in pairs})
    return Evaluation(
        total=len(pairs),
        accuracy=_share(wanted == told for wanted, told in pairs),
        fallback=_share(told == "nlu_fallback" for _, told in pairs),
        intents=tuple(_score(intent, pairs) for intent in intents),
        by_country=tuple(_countries(messages, pairs)),
    )


def table(found: Evaluation) -> str:
    """The evaluation as people read it, one set of numbers."""
    head = f"{'intent':<20}{'support':>8}{'recall':>8}{'precision':>10}  confused with"
    rows = [
        f"{one.intent:<20}{one.support:>8}{one.recall:>8.2f}{one.precision:>10.2f}  "
        + ", ".join(f"{name} {count}" for name, count in one.confused_with)
        for one in found.intents
    ]
    countries = "  ".join(f"{code} {share:.2f}" for code, share in found.by_country)
    summary = (
        f"{found.total} messages: accuracy {found.accuracy:.3f}, fallback {found.fallback:.3f}"
    )
    return "\n".join([head, *(row.rstrip() for row in rows), "", countries, summary])


def _score(intent: str, pairs: Sequence[tuple[str, str]]) -> IntentScore:
    told = [got for wanted, got in pairs if wanted == intent]
    hits = [wanted for wanted, got in pairs if got == intent]
    confused = Counter(got for got in told if got != intent)
    return IntentScore(
        intent,
        len(told),
        _share(got == intent for got in told),
        _share(wanted == intent for wanted in hits),
        tuple(sorted(confused.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _countries(
    messages: Sequence[HeldOut], pairs: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, float]]:
    for code in sorted({message.country for message in messages}):
        here = [
            pair for message, pair in zip(messages, pairs, strict=True) if message.country == code
        ]
        yield code, _share(wanted == told for wanted, told in here)


def _share(right: Iterator[bool]) -> float:
    counted = Counter(right)
    return counted[True] / counted.total() if counted else 0.0
