"""Read the closed words of Portuguese and English in Spanish, so that one set of rules serves all.

"Vou levar dois pares" -> "me llevo dos pares", "does it have a lock?" -> "tiene candado?". What
things are called stays as it was written: the search knows them.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from nlu.text import foreign_en, foreign_pt

_TABLES: Final = {"pt": foreign_pt.WORDS, "en": foreign_en.WORDS}
# Letters that may carry a mark, as people write them or leave them out.
_MARKED: Final[Mapping[str, str]] = {
    "a": "[aáàâã]", "e": "[eéê]", "i": "[ií]", "o": "[oóôõ]", "u": "[uúü]", "c": "[cç]",
    "'": "['’´`]",
}  # fmt: skip
# What stands around the words that it moves: "take the power bank out".
_AROUND: Final[Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]] = {
    "pt": (
        (re.compile(r"\b[aà] prova d(?:e |['’´` ]) ?[aá]gua\b", re.IGNORECASE), "impermeable"),
        # An accent tells "it is" from "and".
        (re.compile(r"(?<![\w-])é(?![\w-])", re.IGNORECASE), "es"),
        (re.compile(r"\bestá\b", re.IGNORECASE), "ta"),
        # "A primeira", but "a pagar" and "a vista" have no article.
        (re.compile(r"\ba(?= \w)(?! \w+[aei]r\b| vista\b)", re.IGNORECASE), "la"),
        (re.compile(r"\bà(s?) ", re.IGNORECASE), r"a la\1 "),
    ),
    "en": (
        (re.compile(r"\b(?:take|put) (the |that |this |those )?([^.,;!?]{2,40}?) (?:out|back)\b",
                    re.IGNORECASE), r"quita \1\2"),
        (re.compile(r"\b(?:the|that|this) (\w+) one\b", re.IGNORECASE), r"the \1"),
        (re.compile(r"\b(?:the|those|these) (\w+) ones\b", re.IGNORECASE), r"los \1"),
        (re.compile(r"\b(\d+|two|three|four|five|six) more\b", re.IGNORECASE), r"otros \1"),
    ),
}  # fmt: skip
_ORDINALS: Final = frozenset("first second third last other cheapest".split())


def in_spanish(text: str, language: str) -> str:
    """Return a text of this language ("pt", "en") with its closed words in Spanish."""
    if language not in _TABLES:
        return text
    for pattern, told in _AROUND[language]:
        text = pattern.sub(lambda found, told=told: _moved(found, told), text)
    words, pattern = _table(language)
    return " ".join(pattern.sub(lambda found: words[_plain(found.group())], text).split())


def _moved(found: re.Match[str], told: str) -> str:
    """Leave "the first one" as it is: the table knows it."""
    known = found.re.groups == 1 and found.group(1).lower() in _ORDINALS
    return found.group() if known else found.expand(told)


@cache
def _table(language: str) -> tuple[Mapping[str, str], re.Pattern[str]]:
    words = {
        phrase.strip(): spanish.strip()
        for line in _TABLES[language].strip().splitlines()
        for spanish, _, phrases in [line.partition("=")]
        for phrase in phrases.split("|")
    }
    longest = sorted(words, key=len, reverse=True)
    every = "|".join(_loose(phrase) for phrase in longest)
    return words, re.compile(rf"(?<![\w'’-])(?:{every})(?![\w'’-])", re.IGNORECASE)


def _loose(phrase: str) -> str:
    """Match a phrase with any marks on its letters and any space between its words."""
    return "".join(
        r"\s+" if letter == " " else _MARKED.get(letter, re.escape(letter)) for letter in phrase
    )


def _plain(said: str) -> str:
    """Return a match as its phrase is written in the table."""
    folded = " ".join(said.lower().split())
    for letter, marked in _MARKED.items():
        folded = re.sub(marked, letter, folded)
    return folded
