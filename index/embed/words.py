"""Which words a tokenizer's vocabulary holds whole: common, well-spelt ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from nlu.text import fold

# SentencePiece marks the start of a word so.
START: Final = "\u2581"
SHORTEST: Final = 3


def whole_words(pieces: Iterable[str]) -> frozenset[str]:
    """Return the folded words among the pieces; none for vocabularies of another kind."""
    opened = (piece[1:] for piece in pieces if piece.startswith(START))
    return frozenset(fold(word) for word in opened if len(word) >= SHORTEST and word.isalpha())
