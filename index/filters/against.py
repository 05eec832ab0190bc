"""What speaks against a product: it is for others, beyond a limit, or what was not wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.filters.audience import other_people, people_of
from index.filters.kinds import has_power
from index.filters.limits import Bound, asked_measures, broken, outside
from index.filters.measures import Measure, measures
from index.terms import stem
from index.types import Item
from nlu.text import fold
from nlu.text.people import NOBODY, People
from nlu.text.wordset import phrases, wordset

_AGE: Final = wordset("edad age")
_WARRANTY: Final = "garantia"
_MONTHS: Final = "months"
# "Que no sea de piel", "no tan alto", "nada de plástico": the next word is not wanted.
_NOT: Final = phrases(
    "no sea|no sean|no es|no tenga|no tengan|no lleve|no lleven|no muy|no tan|no demasiado|"
    "no sea tan|no sea muy|no sean tan|no sean muy|nada de|no de|no los de|no las de|excepto"
)
_BETWEEN: Final = wordset("de del tan muy demasiado un una el la los las con")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a product says by which it may be ruled out. ages: limits, in months.

    power: whether it runs on electricity.
    """

    people: People = NOBODY
    measures: frozenset[Measure] = frozenset()
    ages: frozenset[Bound] = frozenset()
    power: bool = False

    @classmethod
    def of(cls, item: Item) -> Traits:
        """Read them out of a product's texts and facts."""
        facts = [(fold(name), value) for name, value in item.attributes]
        told = [value for name, value in facts if name not in _AGE and _WARRANTY not in name]
        ages = [asked_measures(value)[1] for name, value in facts if name in _AGE]
        every = frozenset(bound for bounds in ages for bound in bounds if bound.unit == _MONTHS)
        own = measures(" . ".join([item.name, *told]))
        return cls(people_of(item), own, every, has_power(item))


@dataclass(frozen=True, slots=True)
class Against:
    """What a question rules out. unwanted: terms; ages: of whom it is for, in months.

    power: whether what does not run on electricity is ruled out.
    """

    people: People = NOBODY
    bounds: frozenset[Bound] = frozenset()
    ages: frozenset[Measure] = frozenset()
    unwanted: frozenset[str] = frozenset()
    power: bool = False

    def __bool__(self) -> bool:
        return bool(self.people or self.bounds or self.ages or self.unwanted or self.power)

    def count(self, traits: Traits) -> int:
        """Return how many of a product's traits are ruled out; its words are counted apart."""
        young = bool(self.ages and traits.ages and outside(traits.ages, self.ages))
        other = other_people(self.people, traits.people)
        powerless = self.power and not traits.power
        return powerless + young + other + broken(self.bounds, traits.measures)


def ages_of(asked: frozenset[Measure]) -> frozenset[Measure]:
    """Return the measures that are ages."""
    return frozenset(one for one in asked if one[1] == _MONTHS)


def unwanted_words(sequence: Sequence[str]) -> frozenset[str]:
    """Return the words of a folded text that say what is not wanted."""
    found: set[str] = set()
    for place in range(1, len(sequence)):
        start = place
        while start and sequence[start - 1] in _BETWEEN:
            start -= 1
        before = tuple(sequence[:place])
        denied = any(_ends(before, one) or _ends(before[:start], one) for one in _NOT)
        if denied and sequence[place] not in _BETWEEN:
            found.add(sequence[place])
    return frozenset(found)


def unwanted_terms(words: frozenset[str]) -> frozenset[str]:
    """Return the terms of unwanted words in both genders: "alto", "alta"."""
    both = {"o": "a", "a": "o"}
    other = {f"{word[:-1]}{both[word[-1]]}" for word in words if word[-1] in both}
    return frozenset(stem(word) for word in words | other)


def _ends(before: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return before[-len(said) :] == said
