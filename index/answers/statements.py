"""What a product's data state: its facts and the sentences of its description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.answers.phrase import phrased
from index.answers.spoken import kin, root
from index.terms import cut, terms
from index.types import Fact
from nlu.text import fold

_END: Final = re.compile(r"(?<=[.!?])\s+(?=[^\s\d])|(?<=[.!?])\s+(?=\d+ )|\n+|\s*[•·]\s*")
MOST_SENTENCES: Final = 60
LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the data say: how it is told and where it stands.

    name: the fact's folded name, empty for a sentence. told: folded, to look for topics in.
    roots: of its words, for what is asked in another form of the verb.
    """

    text: str
    source: str
    name: str
    told: str
    terms: frozenset[str]
    roots: frozenset[str]


def statements(fact: Fact) -> list[Statement]:
    """Return facts first, then the description's sentences in order."""
    facts = [_fact(name, value) for name, value in fact.attributes if name and value]
    return facts + [_sentence(one) for one in sentences(fact.description)]


def sentences(description: str) -> list[str]:
    """Cut a description into sentences; decimals and abbreviations stay whole."""
    parts = (part.strip() for part in _END.split(description))
    return [part[:LONGEST] for part in parts if part][:MOST_SENTENCES]


def _fact(name: str, value: str) -> Statement:
    told = f"{name} {value}"
    return _stated(phrased(name, value), f"attribute:{fold(name)}", fold(name), told)


def _sentence(text: str) -> Statement:
    return _stated(text, "description", "", text)


def _stated(text: str, source: str, name: str, told: str) -> Statement:
    own, roots = frozenset(map(kin, terms(told))), frozenset(map(root, cut(told)))
    return Statement(text, source, name, fold(told), own, roots)
