"""Reduce a text to the form in which two spellings of the same word compare equal."""

import unicodedata

_TILDE = "\u0303"


def strip_accents(text: str, *, keep_enye: bool = False) -> str:
    """Drop every combining mark; with keep_enye the tilde of an n stays ("ano" is not "año")."""
    decomposed = unicodedata.normalize("NFKD", text)
    kept: list[str] = []
    for mark in decomposed:
        if not unicodedata.combining(mark) or _is_enye(kept, mark, keep_enye):
            kept.append(mark)
    return unicodedata.normalize("NFKC", "".join(kept))


def _is_enye(before: list[str], mark: str, keep: bool) -> bool:
    return keep and mark == _TILDE and bool(before) and before[-1] in "nN"


def fold(text: str, *, keep_enye: bool = False) -> str:
    """Compatibility form, lower case, no accents, single spaces; punctuation stays.

    Folding a folded text changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    lowered = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(strip_accents(lowered, keep_enye=keep_enye).casefold().split())
