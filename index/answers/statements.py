"""What a product's data state: its facts and the sentences of its description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.answers.phrase import phrased
from index.terms import terms
from index.types import Fact
from nlu.text import fold

_END: Final = re.compile(r"(?<=[.!?])\s+(?=[^\s\d])|(?<=[.!?])\s+(?=\d+ )|\n+|\s*[•·]\s*")
MOST_SENTENCES: Final = 60
LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the data say: how it is told and where it stands.

    name: the fact's folded name, empty for a sentence. told: folded, to look for topics in.
    """

    text: str
    source: str
    name: str
    told: str
    terms: frozenset[str]


def statements(fact: Fact) -> list[Statement]:
    """Return facts first, then the description's sentences in order."""
    facts = [_fact(name, value) for name, value in fact.attributes if name and value]
    return facts + [_sentence(one) for one in sentences(fact.description)]


def sentences(description: str) -> list[str]:
    """Cut a description into sentences; decimals and abbreviations stay whole."""
    parts = (part.strip() for part in _END.split(description))
    return [part[:LONGEST] for part in parts if part][:MOST_SENTENCES]


def _fact(name: str, value: str) -> Statement:
    text = phrased(name, value)
    own = frozenset(terms(f"{name} {value}"))
    return Statement(text, f"attribute:{fold(name)}", fold(name), fold(f"{name} {value}"), own)


def _sentence(text: str) -> Statement:
    return Statement(text, "description", "", fold(text), frozenset(terms(text)))
