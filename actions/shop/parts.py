"""A question as it stands, then its parts: "¿en cuánto llega?, soy de León" tells where besides."""

from __future__ import annotations

import re
from typing import Final

from nlu.text import words

_BETWEEN: Final = re.compile(r"[,;.!?¿¡\n]+\s*|\s+(?=(?:soy|vivo|estoy) (?:de|en|por)\b)")
_LEAST_WORDS: Final = 2


def parts(question: str) -> list[str]:
    """Return the whole question first, then each part that can be a question, without repeats."""
    pieces = [piece.strip() for piece in _BETWEEN.split(question)]
    asked = [piece for piece in pieces if len(words(piece)) >= _LEAST_WORDS]
    return list(dict.fromkeys([question, *(asked if len(pieces) > 1 else [])]))
