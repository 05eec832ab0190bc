"""Products named outright: by SKU, GTIN, group or web address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from index.types import Item
from nlu.text import fold

_URL: Final = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_CODE: Final = re.compile(r"[^\s,;:()\[\]¿?¡!\"'«»]+")
_DIGITS: Final = re.compile(r"\d{8,14}")
_MARKERS: Final = frozenset(
    "sku codigo cod clave modelo ref referencia art articulo producto id no num numero #".split()
)
LONGEST: Final = 4_096
# Codes shorter than these are numbers and words that people also say.
_SHORTEST: Final = 4
_SHORTEST_NUMBER: Final = 6


class ExactNames:
    """Ids of products by their codes. Not thread-safe: the owner holds a lock."""

    def __init__(self) -> None:
        self._sku: dict[str, int] = {}
        self._loose: dict[str, set[int]] = defaultdict(set)

    def add(self, item: Item) -> None:
        """Know a product by its codes."""
        self._sku[item.sku] = item.id
        for code in _codes(item):
            self._loose[code].add(item.id)

    def remove(self, item: Item) -> None:
        """Forget a product's codes."""
        if self._sku.get(item.sku) == item.id:
            del self._sku[item.sku]
        for code in _codes(item):
            self._loose[code].discard(item.id)
            if not self._loose[code]:
                del self._loose[code]

    def one(self, sku: str) -> int | None:
        """Return the id of the product with exactly this SKU."""
        return self._sku.get(sku)

    def find(self, text: str) -> tuple[int, ...]:
        """Return the ids that the first code in the text stands for; several for a group."""
        whole = text[:LONGEST].strip()
        if whole in self._sku:
            return (self._sku[whole],)
        for code in _spoken(whole):
            if code in self._loose:
                return tuple(sorted(self._loose[code]))
        return ()


def _codes(item: Item) -> Iterator[str]:
    yield f"sku:{fold(item.sku)}"
    if item.group:
        yield f"sku:{fold(item.group)}"
    if item.gtin.strip():
        yield f"gtin:{item.gtin.strip().lstrip('0')}"
    if item.url:
        yield f"url:{_address(item.url)}"


def _spoken(text: str) -> Iterator[str]:
    """Yield the codes that a text may be naming, most telling first."""
    for url in _URL.findall(text):
        yield f"url:{_address(url.rstrip('.,;)'))}"
    before = ""
    for token in _CODE.findall(text):
        word = fold(token.strip(".-#"))
        if _DIGITS.fullmatch(word):
            yield f"gtin:{word.lstrip('0')}"
        if _like_a_code(word) or before in _MARKERS or token.startswith("#"):
            yield f"sku:{word}"
        before = fold(token)


def _like_a_code(word: str) -> bool:
    """Whether a word is hardly anything but a code: "ten-brisa-gri-26", "a0045"."""
    if word.isdecimal():
        return len(word) >= _SHORTEST_NUMBER
    mixed = any(sign.isdigit() or sign in "-_/" for sign in word)
    return mixed and len(word) >= _SHORTEST


def _address(url: str) -> str:
    """Return host and path alone: links carry tracking parameters."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    return fold(f"{host}{unquote(parts.path).rstrip('/')}")
