"""The words of a question as concepts: with their synonyms, and mended where misspelt."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from index.lexical.bm25 import Alternative, Concept
from index.lexical.postings import Postings
from index.spelling import SAME_SOUND, Fix, Spelling
from index.synonyms import Key, Meaning, Synonyms
from index.terms import stem, stems, undiminished
from index.weights import ELSEWHERE, INSIDE_PHRASE, MOST_LIKELY, NEED, PLAIN_READING, SMALL, SYNONYM


@dataclass(frozen=True, slots=True)
class Understood:
    """Concepts to score, and the mended words by the words as they were written.

    told: the same words as this shop says them, to be compared by meaning.
    spans: the words that each whole concept was read from, in order.
    needs: those concepts that no words name.
    """

    concepts: tuple[Concept, ...]
    mended: dict[str, str]
    told: tuple[str, ...] = ()
    spans: tuple[Key, ...] = ()
    needs: tuple[Concept, ...] = ()

    def needing(self, needs: Understood) -> Understood:
        """Add what is needed without being named."""
        concepts, told = (*self.concepts, *needs.concepts), (*self.told, *needs.told)
        return Understood(concepts, self.mended, told, self.spans, needs.concepts)

    def things(self) -> Iterator[tuple[Key, Concept]]:
        """Return each whole concept with the words that it was read from."""
        whole = (one for one in self.concepts if one.weight == 1.0)
        return zip(self.spans, whole, strict=True)


@dataclass(frozen=True, slots=True)
class Likely:
    """Goods that a text is like the tellings of, with how near (in cosine above others) each is.

    stranger: how much nearer goods are that this shop does not have.
    """

    goods: tuple[tuple[Concept, float], ...] = ()
    stranger: float = 0.0


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of saying a word or phrase, and how it is written."""

    alternative: Alternative
    said: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a question's words are compared with. story: whether it tells more than a wish."""

    postings: Postings
    heads: Postings
    spelling: Spelling
    synonyms: Synonyms
    country: str
    story: bool = False

    def understand(self, words: Sequence[str]) -> Understood:
        """Turn content words into concepts: longest known phrases first."""
        found: list[Concept] = []
        mended: dict[str, str] = {}
        told: list[str] = []
        spans: list[Key] = []
        place = 0
        while place < len(words):
            phrase = self._phrase(words[place:])
            span = tuple(words[place : place + max(phrase, 1)])
            ways = self._phrased(span) if phrase > 1 else self._single(span[0], mended)
            known = self._meaning(span) is not None
            found.append(Concept(tuple(way.alternative for way in ways), known=known))
            if phrase > 1 and self.synonyms.meaning(span, self.country):
                found += [Concept((Alternative((stem(word),)),), INSIDE_PHRASE) for word in span]
            told.append(self._told(ways, span))
            spans.append(span)
            place += len(span)
        return Understood(tuple(found), mended, tuple(told), tuple(spans))

    def needs(self, told: Collection[str]) -> Understood:
        """Return what is sold here of the things that a text, given as terms, tells the need of."""
        found = [(name, self._need(name)) for name in self.synonyms.needs.told(told)]
        sold = [(name, ways) for name, ways in found if ways]
        concepts = (Concept(tuple(way.alternative for way in ways), NEED) for _, ways in sold)
        said = tuple(self._told(ways, name) for name, ways in sold)
        return Understood(tuple(concepts), {}, said)

    def likely(self, goods: Sequence[tuple[Key, float]]) -> Likely:
        """Return those of the first goods that are sold here, by how much nearer than the next."""
        level = goods[MOST_LIKELY][1] if len(goods) > MOST_LIKELY else 0.0
        above = [(self._need(name), near - level) for name, near in goods[:MOST_LIKELY]]
        found = [
            (Concept(tuple(one.alternative for one in ways)), near) for ways, near in above if ways
        ]
        most = max((near for _, near in above), default=0.0)
        return Likely(tuple(found), most - max((near for _, near in found), default=0.0))

    def sold(self, concept: Concept) -> bool:
        """Whether some product is this thing, not only told with its words."""
        return any(self._sold(one.terms) for one in concept.alternatives)

    def _need(self, name: Key) -> list[_Way]:
        ways = self._ways(stems(name), " ".join(name), self.synonyms.meaning(name, self.country))
        return [way for way in ways if self._sold(way.alternative.terms)]

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

    def _phrased(self, span: Key) -> list[_Way]:
        return self._ways(stems(span), " ".join(span), self._meaning(span))

    def _single(self, word: str, mended: dict[str, str]) -> list[_Way]:
        own, meaning = stem(word), self._meaning((word,))
        ways = self._ways((own,), word, meaning)
        if not self.postings.frequency(own) and meaning is None:
            slips = (*(Fix(one, SMALL) for one in undiminished(word)), *self.spelling.fixes(word))
            found = [(fix, list(self._fixed(fix))) for fix in slips if self._sure(fix)]
            useful = [(fix, fixed) for fix, fixed in found if fixed]
            if useful:
                mended[word] = useful[0][0].word
            ways += [way for _, fixed in useful for way in fixed]
        return ways

    def _sure(self, fix: Fix) -> bool:
        """Whether a fix may be believed: a story has words enough that look like another."""
        return (
            not self.story or fix.trust >= SAME_SOUND or bool(self.heads.frequency(stem(fix.word)))
        )

    def _fixed(self, fix: Fix) -> Iterator[_Way]:
        meaning = self.synonyms.meaning((fix.word,), self.country)
        for way in self._ways((stem(fix.word),), fix.word, meaning):
            one = way.alternative
            if self._held(one.terms):
                yield _Way(Alternative(one.terms, one.weight * fix.trust), way.said)

    def _ways(self, own: Key, said: str, meaning: Meaning | None) -> list[_Way]:
        if meaning is None:
            return [_Way(Alternative(own), said)]
        others = self._other(meaning.phrases, SYNONYM)
        if not any(map(self._sold, (own, *(way.alternative.terms for way in others)))):
            others += self._other(meaning.elsewhere, ELSEWHERE)
        plain = PLAIN_READING if meaning.regional and others else 1.0
        return [_Way(Alternative(own, plain), said), *others]

    def _other(self, phrases: Sequence[Key], weight: float) -> list[_Way]:
        held = (phrase for phrase in phrases if self._held(phrase))
        return [_Way(Alternative(one, weight), self.synonyms.said(one)) for one in held]

    def _told(self, ways: Sequence[_Way], span: Key) -> str:
        held = [way for way in ways if self._held(way.alternative.terms)]
        best = max(held, key=lambda way: way.alternative.weight, default=None)
        return best.said if best else " ".join(span)

    def _sold(self, phrase: Key) -> bool:
        """Whether some product is this thing, not only told with its words."""
        return self._held(phrase) and bool(self.heads.frequency(phrase[0]))

    def _held(self, phrase: Key) -> bool:
        return self.postings.together(phrase)
