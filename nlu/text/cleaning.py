"""Make a customer's text harmless before anything interprets it."""

import re
import unicodedata

MAX_LENGTH = 4096
# What a longer text is cut to before any work is done on it.
_MAX_INPUT = 4 * MAX_LENGTH
# Slash, backslash, fraction, division, rising diagonal and big solidus, and their relatives:
# Rasa takes a text that begins with a slash for a command.
_SLASHES = frozenset("/\\\u2044\u2215\u2216\u2571\u2572\u27cb\u27cd\u29f5\u29f8\u29f9\u338d\u3033")
_BLANKS = re.compile(r"[^\S\n]{2,}")
_INVISIBLE = frozenset(("Cc", "Cf", "Cs"))


def clean(text: str) -> str:
    """Return the text as it may be given to the dialogue engine: it can never be a command.

    NFKC; control, format (bidi too) and lone surrogate characters removed, line breaks kept,
    blanks in a row made one; leading blanks and slashes of every kind removed until none is
    left; at most 4096 characters.
    """
    visible = _visible(unicodedata.normalize("NFKC", text[:_MAX_INPUT]))
    # Taking a character out can bring a letter and its accent together.
    composed = _visible(unicodedata.normalize("NFKC", visible))
    # Runs of blanks say nothing, and every pattern that looks for a space would try each of them.
    composed = _BLANKS.sub(" ", composed)
    return composed[_start_of_speech(composed) :][:MAX_LENGTH].rstrip()


def _visible(text: str) -> str:
    # Nothing invisible is printable: most texts need no look at each letter.
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(mark: str) -> str:
    if mark in "\n\t":
        return mark if mark == "\n" else " "
    return "" if unicodedata.category(mark) in _INVISIBLE else mark


def _start_of_speech(text: str) -> int:
    for position, mark in enumerate(text):
        if not (mark.isspace() or mark in _SLASHES or unicodedata.combining(mark)):
            return position
    return len(text)
