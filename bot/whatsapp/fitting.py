"""Making words fit: splitting at sentences, shortening titles so that they still differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.whatsapp.outbound.base import size

ELLIPSIS: Final = "…"
# Where a text may be parted, best first: paragraph, line, sentence, word.
_BREAKS: Final = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])\s+"),
    re.compile(r"\s+"),
)


def split_text(text: str, most: int) -> list[str]:
    """Part a text into pieces of at most so many characters, none blank, nothing lost."""
    pieces: list[str] = []
    rest = text.strip()
    while size(rest) > most:
        head = _head(rest, most)
        pieces.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return [*pieces, rest] if rest else pieces


def _head(text: str, most: int) -> str:
    """Return the longest good beginning: a break in its later half, else a hard cut."""
    window = first(text, most)
    for pattern in _BREAKS:
        ends = [match.start() for match in pattern.finditer(window)]
        late = [end for end in ends if end >= len(window) // 2]
        if late:
            return window[: late[-1]]
    return window


def first(text: str, most: int) -> str:
    """Return the beginning of at most so many UTF-16 units; never half an emoji."""
    units = 0
    for place, letter in enumerate(text):
        units += 2 if letter > "\uffff" else 1
        if units > most:
            return text[:place]
    return text


def one_line(text: str) -> str:
    """Return the text on one line, as titles and labels need it."""
    return " ".join(text.split())


def shorten(text: str, most: int, ending: str = ELLIPSIS) -> str:
    """Return one line of at most so many characters, with an ellipsis where it was cut."""
    line = one_line(text)
    if size(line) <= most:
        return line
    return first(line, most - size(ending)).rstrip() + ending


def clip(text: str, most: int) -> str:
    """Return a text of at most so many characters, lines kept, an ellipsis where it was cut."""
    whole = text.strip()
    return whole if size(whole) <= most else first(whole, most - 1).rstrip() + ELLIPSIS


def shorten_all(titles: Sequence[str], most: int) -> list[str]:
    """Shorten titles so that all still differ; those that would not get a number."""
    made: list[str] = []
    for place, title in enumerate(titles, start=1):
        short = shorten(title, most) or str(place)
        made.append(short if short not in made else _numbered(title, most, made))
    return made


def _numbered(title: str, most: int, taken: Sequence[str]) -> str:
    number = 2
    while True:
        mark = f" {number}"
        line = one_line(title)
        cut = shorten(line, most - len(mark)) if size(line) + len(mark) > most else line
        if cut + mark not in taken:
            return cut + mark
        number += 1
