"""From a customer's text to what is ranked by: demands, concepts and vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from index import weights
from index.background import background
from index.concepts import Likely, Understood, Vocabulary
from index.filters.against import Against, ages_of, unwanted_terms
from index.filters.heads import heads, tells_purpose
from index.filters.plainly import plainly
from index.filters.wish import Known, Wish, plain_wish, read_wish
from index.lexical.bm25 import Concept
from index.parts import parts
from index.rank import Meant, Question
from index.shelf import Shelf
from index.synonyms import Synonyms
from index.terms import cut, stem, undiminished
from index.types import Embedder, Query, Vectors
from nlu.text import expand_abbreviations, fold
from nlu.text.people import NOBODY, parse_people

ENGLISH: Final = "en"
# Questions whose vector is kept: many are told in the same few words, and encoding one takes
# longer than the rest of its search.
KEPT: Final = 1_024


@dataclass(frozen=True, slots=True)
class Spoken:
    """The vectors of a question: as it was asked, as the shop would say it, a story's parts."""

    asked: Meant
    told: Meant
    parts: Vectors


@dataclass(frozen=True, slots=True)
class Asking:
    """Reads questions against one shelf. currency: what "menos de 500" is meant in.

    Only `meant` takes milliseconds; the others need the shelf to hold still.
    """

    shelf: Shelf
    embedder: Embedder
    synonyms: Synonyms
    currency: str

    def wish(self, query: Query) -> Wish:
        """Read the demands of a query, unless they were read elsewhere."""
        if not query.parse:
            return plain_wish(query.text, query.filters)
        columns = self.shelf.columns
        names = (columns.brands.names(), columns.sizes.names(), columns.colours.names())
        known = Known(*names, columns.kinds)
        return read_wish(query.text, known, self.currency, query.filters)

    def understand(self, query: Query, wish: Wish) -> Understood:
        """Turn the words that rank into concepts."""
        vocabulary = self._vocabulary(query)
        understood = vocabulary.understand(wish.words)
        if not self._unnamed(query, wish, understood):
            return understood
        told = _sequence(query)
        plain = [stem(one) for word in told for one in (word, *undiminished(word))]
        return understood.needing(vocabulary.needs(plain))

    def meant(self, query: Query, understood: Understood) -> Spoken:
        """Encode the question as it was asked, as the shop would say it, and a story's parts."""
        given, told = query.vector, " ".join(understood.told)
        asked = self._encoded(query.text) if given is None else np.asarray(given)
        said = asked if not told or told == fold(query.text) else self._encoded(told)
        pieces = parts(query.text) if query.parse and _is_story(_sequence(query)) else ()
        rows = self._encoded(*pieces) if len(pieces) > 1 else asked[:0]
        return Spoken(self._meant(asked), self._meant(said), rows)

    def question(
        self, query: Query, wish: Wish, understood: Understood, spoken: Spoken
    ) -> Question:
        """Put together what documents are ranked by."""
        wanted = (*_wanted(query, wish, understood), *understood.needs)
        likely = Likely()
        if self._unnamed(query, wish, understood):
            near = self.synonyms.needs.nearest(self.embedder, spoken.asked.vector, spoken.parts)
            likely = self._vocabulary(query).likely(near)
        story, against = _is_story(_sequence(query)), _against(query, wish)
        return Question(
            spoken.asked, spoken.told, understood.concepts, wanted, likely, story, against
        )

    def _vocabulary(self, query: Query) -> Vocabulary:
        shelf, story = self.shelf, query.parse and _is_story(_sequence(query))
        return Vocabulary(
            shelf.postings, shelf.heads, shelf.spelling, self.synonyms, query.country, story
        )

    def _unnamed(self, query: Query, wish: Wish, understood: Understood) -> bool:
        """Whether the thing that is wanted may be told without its name."""
        told = _sequence(query)
        if not query.parse or _is_story(told) or tells_purpose(told):
            return query.parse
        wanted = _wanted(query, wish, understood)
        return not any(one.known or self._vocabulary(query).sold(one) for one in wanted)

    def _encoded(self, *texts: str) -> Vectors:
        return _vectors(self.embedder, texts)

    def _meant(self, vector: Vectors) -> Meant:
        return Meant(vector, float(background(self.embedder) @ vector.reshape(-1)))


@lru_cache(maxsize=KEPT)
def _vectors(embedder: Embedder, texts: tuple[str, ...]) -> Vectors:
    return embedder.queries(texts)


def _against(query: Query, wish: Wish) -> Against:
    ages, unwanted = ages_of(wish.measures), unwanted_terms(wish.unwanted)
    people = parse_people(query.text) if query.parse else NOBODY
    return Against(people, wish.bounds, ages, unwanted, wish.power)


def _sequence(query: Query) -> list[str]:
    return cut(plainly(expand_abbreviations(query.text)))


def _is_story(sequence: Sequence[str]) -> bool:
    return len(sequence) >= weights.STORY


def _wanted(query: Query, wish: Wish, understood: Understood) -> tuple[Concept, ...]:
    """Return the concepts that say which thing is wanted; English says it last, or anywhere."""
    sequence = _sequence(query)
    named = heads(sequence, wish.words, story=_is_story(sequence))
    if query.language == ENGLISH:
        named = wish.words
    return tuple(one for span, one in understood.things() if set(named).intersection(span))
