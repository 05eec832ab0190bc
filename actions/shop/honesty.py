"""Whether somebody asks if a machine answers them."""

from __future__ import annotations

import re
from typing import Final

from nlu.text import expand_abbreviations, fold, words

_WHAT: Final = (
    r"(?:ro)?bots?|maquinas?|ia|inteligencia artificial|chat ?gpt|programa|contestadora|"
    r"automatic[oa]|human[oa]|persona|real|alguien"
)
_ASKS: Final = re.compile(
    rf"\b(?:eres|sos|es usted|usted es|es esto|esto es)\b.*\b(?:{_WHAT})\b"
    rf"|\b(?:habl|chate|platic|escrib|trat)(?:o|ando|iendo|e|amos) con (?:una? )?(?:{_WHAT})\b"
    rf"|\b(?:atiend|respond|contest|escrib)(?:e|en|a|an) (?:una? )?(?:{_WHAT})\b"
    r"|\bcon quien (?:hablo|estoy hablando|tengo el gusto|me comunico)\b|^que eres\b"
)
# "Quiero hablar con una persona" asks for one, whatever else it says of machines.
_ORDERS: Final = re.compile(
    r"\b(?:quiero|quisiera|necesito|prefiero|pas[ae]\w*|comunic\w+|transf\w+|puedo|gustaria)\b"
)
_MOST_WORDS: Final = 12


def asks_if_bot(text: str) -> bool:
    """Whether a short text asks who or what answers: "¿eres un robot?", "¿con quién hablo?"."""
    folded = fold(expand_abbreviations(text)).lstrip("¿¡ ")
    short = len(words(text)) <= _MOST_WORDS
    return short and bool(_ASKS.search(folded)) and not _ORDERS.search(folded)
