"""Words that the catalog knows and the customer most likely meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.terms import stem
from nlu.text import phonetic_key

# Shorter words have too many neighbours to guess among.
SHORTEST: Final = 4
SHORT: Final = 5
LONG: Final = 8
SAME_SOUND: Final = 0.95
ONE_EDIT: Final = 0.85
ONE_EDIT_SHORT: Final = 0.6
OTHER_LETTER_SHORT: Final = 0.5
TWO_EDITS: Final = 0.65
# A word that the language has is doubted only for another that sounds the same.
OTHER_WORD: Final = 0.6
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Fix:
    """A known word for a misspelt one. trust: how much less it counts than a typed one."""

    word: str
    trust: float


class Spelling:
    """The words of a catalog, by length and sound. Not thread-safe: the owner holds a lock.

    language: folded words that are well spelt, whether or not the shop has them.
    """

    def __init__(self, language: Collection[str] = frozenset()) -> None:
        self._language = language
        self._count: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._by_length: dict[int, set[str]] = defaultdict(set)
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        self._lists: dict[int, list[str]] = {}

    def __contains__(self, word: str) -> bool:
        return stem(word) in self._stems

    def add(self, words: Iterable[str]) -> None:
        """Count words of a product."""
        for word in words:
            if word not in self._count:
                self._stems[stem(word)] = self._stems.get(stem(word), 0) + 1
                self._by_length[len(word)].add(word)
                self._lists.pop(len(word), None)
                self._by_sound[_sound(word)].add(word)
            self._count[word] = self._count.get(word, 0) + 1

    def remove(self, words: Iterable[str]) -> None:
        """Forget words of a product that went."""
        for word in words:
            self._count[word] -= 1
            if not self._count[word]:
                self._forget(word)

    def fixes(self, word: str) -> tuple[Fix, ...]:
        """Return known words that sound the same or are one or two slips away, likeliest first."""
        if len(word) < SHORTEST or word[0].isdigit() or word in self:
            return ()
        found = dict.fromkeys(self._by_sound.get(_sound(word), ()), SAME_SOUND)
        if self._well_spelt(word):
            found = dict.fromkeys(found, OTHER_WORD)
        else:
            for one, edits in self._near(word):
                found.setdefault(one, _trust(word, one, edits))
        order = sorted(found, key=lambda one: (-found[one], -self._count[one], one))
        return tuple(Fix(one, found[one]) for one in order[:MOST] if found[one] > 0)

    def _forget(self, word: str) -> None:
        del self._count[word]
        self._by_length[len(word)].discard(word)
        self._lists.pop(len(word), None)
        self._by_sound[_sound(word)].discard(word)
        self._stems[stem(word)] -= 1
        if not self._stems[stem(word)]:
            del self._stems[stem(word)]

    def _well_spelt(self, word: str) -> bool:
        forms = (word, word.removesuffix("s"), word.removesuffix("es"))
        return any(form in self._language for form in forms)

    def _near(self, word: str) -> list[tuple[str, int]]:
        most = 2 if len(word) >= LONG else 1
        found: list[tuple[str, int]] = []
        for length in range(max(SHORTEST, len(word) - most), len(word) + most + 1):
            near = process.extract(
                word, self._of(length), scorer=OSA.distance, score_cutoff=most, limit=4 * MOST
            )
            found += [(one, int(edits)) for one, edits, _ in near]
        return found

    def _of(self, length: int) -> list[str]:
        """Return the words of a length; the list is made again only after a change."""
        if length not in self._lists:
            self._lists[length] = sorted(self._by_length.get(length, ()))
        return self._lists[length]


def _trust(word: str, one: str, edits: int) -> float:
    """Weigh a slip: short words have many neighbours, and the first sound is rarely wrong."""
    heard = OSA.distance(_sound(word), _sound(one))
    if edits == 2:
        return TWO_EDITS if heard <= 1 or len(word) > LONG else 0.0
    if _sound(word)[:1] != _sound(one)[:1]:
        return ONE_EDIT_SHORT if len(word) > SHORT else 0.0
    swapped = len(word) == len(one) and sorted(word) != sorted(one)
    if len(word) <= SHORT:
        return OTHER_LETTER_SHORT if swapped else ONE_EDIT_SHORT
    return ONE_EDIT


@lru_cache(maxsize=65_536)
def _sound(word: str) -> str:
    return phonetic_key(word)
