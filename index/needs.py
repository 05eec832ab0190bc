"""What people tell who need a thing without naming it: heard by its words and by its meaning."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.terms import cut, stems
from index.types import Embedder, Vectors

Name = tuple[str, ...]
Near = tuple[Name, float]
Told = tuple[Name, Collection[str]]


@dataclass(frozen=True, slots=True)
class Needs:
    """Goods by what is told of needing them. Immutable.

    words: terms that must all stand in a text. stories: whole tellings, with their goods.
    """

    words: tuple[tuple[frozenset[str], Name], ...] = ()
    stories: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()

    @classmethod
    def of(cls, needs: Iterable[Told], stories: Iterable[Told]) -> Needs:
        """Build from goods with a few words each that tell a need, and with whole tellings."""
        few = [(name, one) for name, told in needs for one in told]
        whole = [*few, *((name, one) for name, told in stories for one in told)]
        words = tuple((frozenset(stems(cut(one))), name) for name, one in few)
        return cls(words, tuple(one for _, one in whole), tuple(name for name, _ in whole))

    def told(self, terms: Collection[str]) -> tuple[Name, ...]:
        """Return the goods that a text, given as its terms, tells the need of word by word."""
        every = set(terms)
        return tuple(dict.fromkeys(name for few, name in self.words if few <= every))

    def nearest(self, embedder: Embedder, whole: Vectors, parts: Vectors) -> list[Near]:
        """Return goods, nearest first, by the likest of their tellings to a text.

        How near: the cosine above that of others, of the text as a whole and of its likest part,
        a row each, halved.
        """
        if not self.stories:
            return []
        rows, usual = _encoded(embedder, self.stories)
        asked = np.concatenate([whole.reshape(1, -1), parts.reshape(-1, embedder.size)])
        above = asked @ rows.T - (asked @ usual)[:, None]
        near = (above[0] + above[1:].max(axis=0, initial=-1.0)) / 2 if len(parts) else above[0]
        found: dict[Name, float] = {}
        for place in np.argsort(-near, kind="stable"):
            found.setdefault(self.names[int(place)], float(near[place]))
        return list(found.items())


def prepare(embedder: Embedder, needs: Needs) -> None:
    """Encode the tellings, so that no search has to: about a millisecond each."""
    if needs.stories:
        _encoded(embedder, needs.stories)


@lru_cache(maxsize=8)
def _encoded(embedder: Embedder, stories: tuple[str, ...]) -> tuple[Vectors, Vectors]:
    """Return a row a telling and their mean. Kept: every account's index asks for the same."""
    rows = np.asarray(embedder.queries(stories), np.float32)
    return rows, rows.mean(axis=0)
