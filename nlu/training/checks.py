"""What is wrong with the examples; the same verdict before training as while editing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from nlu.text import words
from nlu.training.examples import Example, read_examples

# An intent below this is guessed rather than known.
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. An error stops training, a warning does not."""

    level: Literal["error", "warning"]
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.level}: {self.message}"


def check(project: Path) -> list[Finding]:
    """Check a project's data/nlu against itself and its domain.yml; errors first.

    ExamplesError where a file cannot be read at all.
    """
    examples = read_examples(project / "data" / "nlu")
    found = [
        *_nothing(examples),
        *_contradictions(examples),
        *_against_domain(examples, _intents(project / "domain.yml")),
        *_thin(examples),
        *_repeated(examples),
    ]
    return sorted(found, key=lambda finding: finding.level)


def _nothing(examples: Sequence[Example]) -> Iterator[Finding]:
    if len({example.intent for example in examples}) < 2:
        yield Finding("error", "nothing", "data/nlu holds examples of fewer than two intents")


def _contradictions(examples: Sequence[Example]) -> Iterator[Finding]:
    for places in _alike(examples).values():
        intents = sorted({example.intent for example in places})
        if len(intents) > 1:
            where = ", ".join(f"{one.place} ({one.intent})" for one in places)
            yield Finding("error", "two_intents", f"{places[0].text!r} has two intents: {where}")


def _repeated(examples: Sequence[Example]) -> Iterator[Finding]:
    for places in _alike(examples).values():
        if len(places) > 1 and len({example.intent for example in places}) == 1:
            where = ", ".join(example.place for example in places)
            yield Finding("warning", "repeated", f"{places[0].text!r} stands there twice: {where}")


def _thin(examples: Sequence[Example]) -> Iterator[Finding]:
    for intent, count in Counter(example.intent for example in examples).items():
        if count < FEWEST:
            told = f"{intent} has {count} examples; it needs at least {FEWEST}"
            yield Finding("warning", "thin", told)


def _against_domain(examples: Sequence[Example], known: frozenset[str]) -> Iterator[Finding]:
    first: dict[str, Example] = {}
    for example in examples:
        first.setdefault(example.intent, example)
    for intent in sorted(first.keys() - known):
        told = f"{first[intent].place}: intent {intent} is missing in domain.yml"
        yield Finding("error", "not_in_domain", told)
    for intent in sorted(known - first.keys()):
        if not intent.startswith("EXTERNAL_"):
            yield Finding("warning", "no_examples", f"domain.yml: {intent} has no examples")


def _alike(examples: Sequence[Example]) -> dict[tuple[str, ...], list[Example]]:
    """Examples by their folded words; of signs alone ("👍") by themselves."""
    groups: defaultdict[tuple[str, ...], list[Example]] = defaultdict(list)
    for example in examples:
        groups[words(example.text) or (example.text,)].append(example)
    return groups


def _intents(domain: Path) -> frozenset[str]:
    told = cast("dict[str, Any]", yaml.safe_load(domain.read_text("utf-8")) or {})
    listed = cast("list[str | dict[str, Any]]", told.get("intents") or [])
    return frozenset(one if isinstance(one, str) else next(iter(one)) for one in listed)
