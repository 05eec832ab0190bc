"""Words that the catalog knows and the customer most likely meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.text import phonetic_key

# Shorter words have too many neighbours to guess among.
SHORTEST: Final = 4
SHORT: Final = 5
LONG: Final = 7
SAME_SOUND: Final = 0.95
ONE_EDIT: Final = 0.85
ONE_EDIT_SHORT: Final = 0.6
TWO_EDITS: Final = 0.65
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Fix:
    """A known word for a misspelt one. trust: how much less it counts than a typed one."""

    word: str
    trust: float


class Spelling:
    """The words of a catalog, by length and sound. Not thread-safe: the owner holds a lock."""

    def __init__(self) -> None:
        self._count: dict[str, int] = {}
        self._by_length: dict[int, set[str]] = defaultdict(set)
        self._by_sound: dict[str, set[str]] = defaultdict(set)

    def __contains__(self, word: str) -> bool:
        return word in self._count

    def add(self, words: Iterable[str]) -> None:
        """Count words of a product."""
        for word in words:
            if word not in self._count:
                self._by_length[len(word)].add(word)
                self._by_sound[_sound(word)].add(word)
            self._count[word] = self._count.get(word, 0) + 1

    def remove(self, words: Iterable[str]) -> None:
        """Forget words of a product that went."""
        for word in words:
            self._count[word] -= 1
            if not self._count[word]:
                del self._count[word]
                self._by_length[len(word)].discard(word)
                self._by_sound[_sound(word)].discard(word)

    def fixes(self, word: str) -> tuple[Fix, ...]:
        """Return known words that sound the same or are one or two slips away, likeliest first."""
        if len(word) < SHORTEST or word[0].isdigit() or word in self._count:
            return ()
        found = {one: SAME_SOUND for one in self._by_sound.get(_sound(word), ())}
        for one, edits in self._near(word):
            found.setdefault(one, self._trust(word, one, edits))
        order = sorted(found, key=lambda one: (-found[one], -self._count[one], one))
        return tuple(Fix(one, found[one]) for one in order[:MOST])

    def _near(self, word: str) -> list[tuple[str, int]]:
        most = 2 if len(word) >= LONG else 1
        lengths = range(len(word) - most, len(word) + most + 1)
        same = [one for length in lengths for one in self._by_length.get(length, ())]
        found = process.extract(
            word, same, scorer=OSA.distance, score_cutoff=most, limit=4 * MOST
        )
        return [(one, int(edits)) for one, edits, _ in found if len(one) >= SHORTEST]

    def _trust(self, word: str, one: str, edits: int) -> float:
        short = ONE_EDIT_SHORT if len(word) <= SHORT else ONE_EDIT
        trust = short if edits <= 1 else TWO_EDITS
        # People slip inside a word far more often than at its start.
        return trust if word[0] == one[0] or _sound(word)[:1] == _sound(one)[:1] else trust - 0.15


@lru_cache(maxsize=65_536)
def _sound(word: str) -> str:
    return phonetic_key(word)
