"""The words of a question as concepts: with their synonyms, and mended where misspelt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.lexical.bm25 import Alternative, Concept
from index.lexical.postings import Postings
from index.spelling import Fix, Spelling
from index.synonyms import Key, Meaning, Synonyms
from index.terms import stem, stems
from index.weights import INSIDE_PHRASE, PLAIN_READING, SYNONYM


@dataclass(frozen=True, slots=True)
class Understood:
    """Concepts to score, and the mended words by the words as they were written."""

    concepts: tuple[Concept, ...]
    mended: dict[str, str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a question's words are compared with."""

    postings: Postings
    spelling: Spelling
    synonyms: Synonyms
    country: str

    def understand(self, words: Sequence[str]) -> Understood:
        """Turn content words into concepts: longest known phrases first."""
        found: list[Concept] = []
        mended: dict[str, str] = {}
        place = 0
        while place < len(words):
            phrase = self._phrase(words[place:])
            span = tuple(words[place : place + max(phrase, 1)])
            found += self._phrased(span) if phrase > 1 else self._single(span[0], mended)
            place += len(span)
        return Understood(tuple(found), mended)

    def _phrase(self, words: Sequence[str]) -> int:
        """Return how many words open a phrase that means one thing, 0 for none."""
        for length in range(min(self.synonyms.longest, len(words)), 0, -1):
            if self._meaning(tuple(words[:length])):
                return length
        return 0

    def _meaning(self, words: Key) -> Meaning | None:
        """Return what words mean in this country, or in another language if the shop lacks them."""
        here = self.synonyms.meaning(words, self.country)
        if here or self._held(stems(words)):
            return here
        return self.synonyms.foreign(words)

    def _phrased(self, span: Key) -> list[Concept]:
        meaning = self._meaning(span)
        whole = Concept(self._alternatives(stems(span), meaning))
        if not self.synonyms.meaning(span, self.country):
            return [whole]
        return [whole, *(Concept((Alternative((stem(word),)),), INSIDE_PHRASE) for word in span)]

    def _single(self, word: str, mended: dict[str, str]) -> list[Concept]:
        own = stem(word)
        meaning = self._meaning((word,))
        alternatives = list(self._alternatives((own,), meaning))
        if not self.postings.frequency(own) and meaning is None:
            found = [(fix, self._fixed(fix)) for fix in self.spelling.fixes(word)]
            useful = [(fix, ways) for fix, ways in found if ways]
            if useful:
                mended[word] = useful[0][0].word
            alternatives += [way for _, ways in useful for way in ways]
        return [Concept(tuple(alternatives))]

    def _fixed(self, fix: Fix) -> list[Alternative]:
        meaning = self.synonyms.meaning((fix.word,), self.country)
        found = self._alternatives((stem(fix.word),), meaning)
        held = (one for one in found if self._held(one.terms))
        return [Alternative(one.terms, one.weight * fix.trust) for one in held]

    def _alternatives(self, own: Key, meaning: Meaning | None) -> tuple[Alternative, ...]:
        if meaning is None:
            return (Alternative(own),)
        others = [Alternative(phrase, SYNONYM) for phrase in meaning.phrases if self._held(phrase)]
        plain = PLAIN_READING if meaning.regional and others else 1.0
        return (Alternative(own, plain), *others)

    def _held(self, phrase: Key) -> bool:
        return all(self.postings.frequency(term) for term in phrase)
