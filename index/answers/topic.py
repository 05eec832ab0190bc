"""One kind of question about a product: by which words it is asked, and by which answered."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of question. Patterns are for folded text.

    asks: in the question. named: in a fact's name. says: in a sentence of the description.
    weight: how much it counts beside other words. keeps: its words in the question still count a
    little, because they say which part of the topic is meant ("nadar").
    """

    name: str
    asks: re.Pattern[str]
    named: re.Pattern[str]
    says: re.Pattern[str]
    weight: float = 1.0
    keeps: bool = False


def topic(
    name: str, asks: str, named: str, says: str, *, weight: float = 1.0, keeps: bool = False
) -> Topic:
    """Make a topic of patterns that begin with a word."""
    patterns = (re.compile(rf"\b(?:{one})") for one in (asks, named, says))
    return Topic(name, *patterns, weight=weight, keeps=keeps)
