"""From a customer's text to what is ranked by: demands, concepts and vectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index import weights
from index.background import background
from index.concepts import Understood, Vocabulary
from index.filters.heads import heads
from index.filters.plainly import plainly
from index.filters.wish import Known, Wish, plain_wish, read_wish
from index.rank import Meant, Question
from index.shelf import Shelf
from index.synonyms import Synonyms
from index.terms import cut, stem, undiminished
from index.types import Embedder, Query, Vectors
from nlu.text import expand_abbreviations, fold


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
        return read_wish(query.text, Known(*names), self.currency, query.filters)

    def understand(self, query: Query, wish: Wish) -> Understood:
        """Turn the words that rank into concepts."""
        shelf = self.shelf
        vocabulary = Vocabulary(
            shelf.postings, shelf.heads, shelf.spelling, self.synonyms, query.country
        )
        understood = vocabulary.understand(wish.words)
        told = cut(plainly(expand_abbreviations(query.text)))
        named = frozenset(heads(told, wish.words, story=len(told) >= weights.STORY))
        wanted = (one for span, one in understood.things() if named.intersection(span))
        story = len(told) >= weights.STORY
        if not query.parse or (not story and any(map(vocabulary.sold, wanted))):
            return understood
        plain = [stem(one) for word in told for one in (word, *undiminished(word))]
        return understood.needing(vocabulary.needs(plain))

    def meant(self, query: Query, understood: Understood) -> tuple[Meant, Meant]:
        """Encode the question as it was asked, and as the shop would say it."""
        given, told = query.vector, " ".join(understood.told)
        asked = self.embedder.queries([query.text]) if given is None else np.asarray(given)
        if not told or told == fold(query.text):
            return self._meant(asked), self._meant(asked)
        return self._meant(asked), self._meant(self.embedder.queries([told]))

    def question(
        self, query: Query, wish: Wish, understood: Understood, asked: Meant, told: Meant
    ) -> Question:
        """Put together what documents are ranked by."""
        sequence = cut(plainly(expand_abbreviations(query.text)))
        story = len(sequence) >= weights.STORY
        named = frozenset(heads(sequence, wish.words, story=story))
        wanted = tuple(one for span, one in understood.things() if named.intersection(span))
        return Question(asked, told, understood.concepts, (*wanted, *understood.needs), story)

    def _meant(self, vector: Vectors) -> Meant:
        return Meant(vector, float(background(self.embedder) @ vector.reshape(-1)))
