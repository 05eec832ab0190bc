"""Words that mean the same thing to shoppers, by country."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import yaml

from index.needs import Needs
from index.terms import STOPWORDS, cut, singular, stems

COMMON: Final = "common"
FOREIGN: Final = "foreign"
NEEDS: Final = "needs"
STORIES: Final = "stories"
Key = tuple[str, ...]


class SynonymError(ValueError):
    """A synonym file that cannot be read; says where and how to mend it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Words for one thing. canonical names the group, words are the others.

    kinds: names of what it embraces ("calzado": tenis, botas); found by it, not it by them.
    """

    canonical: str
    words: tuple[str, ...]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word or phrase may stand for: phrases as terms, its own left out.

    regional: one country's own word, whose plain reading may be another thing elsewhere.
    elsewhere: what other countries call it, for a shop that writes as they do.
    """

    phrases: tuple[Key, ...]
    regional: bool = False
    elsewhere: tuple[Key, ...] = ()


class Synonyms:
    """Meanings of words and phrases. Immutable; ready to be shared by threads."""

    def __init__(
        self,
        by_country: Mapping[str, Mapping[Key, Meaning]],
        texts: Iterable[str] = (),
        needs: Needs | None = None,
    ) -> None:
        self._by_country = by_country
        cuts = [(text, cut(text)) for text in texts]
        self._words = frozenset(word for _, words in cuts for word in words)
        self._said = {stems(words): text for text, words in reversed(cuts)}
        self.needs = needs or Needs()
        every = [key for known in by_country.values() for key in known]
        self.longest = max(map(len, every), default=0)

    @classmethod
    def from_groups(
        cls,
        common: Sequence[Group] = (),
        countries: Mapping[str, Sequence[Group]] | None = None,
        own: Sequence[Group] = (),
    ) -> Synonyms:
        """Build from common groups, each country's and an account's own (valid everywhere).

        A country's group adds to the common one of the same name; where two groups claim one
        word, the account's wins over the country's, and the country's over the common one.
        """
        named = countries or {}
        places = [place for place in named if place not in (FOREIGN, NEEDS, STORIES)]
        native = [group for place in places for group in named[place]]
        found = {COMMON: _table(common, [], own, native)}
        for place in (*places, FOREIGN):
            found[place.lower()] = _table(common, named.get(place, ()), own, native)
        every = [*common, *native, *named.get(FOREIGN, ()), *own]
        texts = [text for one in every for text in (one.canonical, *one.words)]
        needs, stories = (map(_named, named.get(one, ())) for one in (NEEDS, STORIES))
        return cls(found, texts, Needs.of(needs, stories))

    def meaning(self, words: Key, country: str) -> Meaning | None:
        """Return what these folded words, taken together, may stand for in a country."""
        known = self._by_country.get(country.lower()) or self._by_country.get(COMMON, {})
        return known.get(_key(words))

    def foreign(self, words: Key) -> Meaning | None:
        """Return what words of another language stand for, where Spanish does not know them."""
        return self._by_country.get(FOREIGN, {}).get(_key(words))

    def said(self, phrase: Key) -> str:
        """Return a phrase that is given as terms as it is written."""
        return self._said.get(phrase, " ".join(phrase))

    def words(self) -> frozenset[str]:
        """Return every word of every group: well spelt, whether or not a shop has it."""
        return self._words


def load_synonyms(folder: Path, own: Sequence[Group] = ()) -> Synonyms:
    """Read common, foreign, needs, stories and one file a country ("mx.yml") from a folder.

    SynonymError when a file is no list of {canonical, words}.
    """
    groups = {path.stem: _read(path) for path in sorted(folder.glob("*.yml"))}
    if not groups:
        raise SynonymError(f"{folder} has no synonym files: common.yml and one a country")
    common = groups.pop(COMMON, [])
    return Synonyms.from_groups(common, groups, own)


def parse_groups(raw: Any, where: str) -> list[Group]:
    """Read the parsed YAML or JSON of a synonym list. where: named in the error."""
    if not isinstance(raw, list):
        raise SynonymError(f"{where}: expected a list of groups {{canonical: ..., words: [...]}}")
    entries = cast("list[Any]", raw)
    return [_group(one, f"{where}, group {place}") for place, one in enumerate(entries, start=1)]


def _group(entry: Any, where: str) -> Group:
    group = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
    words = group.get("words")
    if not isinstance(words, list):
        raise SynonymError(f"{where}: expected canonical and a list of words")
    lists = (words, group.get("kinds") or [])
    said, kinds = (tuple(str(word) for word in cast("list[Any]", one)) for one in lists)
    return Group(str(group.get("canonical", "")), said, kinds)


def _read(path: Path) -> list[Group]:
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SynonymError(f"{path} is not readable YAML: {error}") from error
    return parse_groups(raw, str(path))


def _table(
    common: Sequence[Group], country: Sequence[Group], own: Sequence[Group], native: Sequence[Group]
) -> dict[Key, Meaning]:
    """Join groups of one name, then point every word at its group; later layers win.

    native: the groups of every country, for what a thing is called elsewhere.
    """
    phrases, owner = _owned(common, country, own)
    others: dict[str, dict[Key, None]] = {}
    for group in (*country, *native):
        others.setdefault(group.canonical, {}).update(dict.fromkeys(_keys(group)))
    shared = {key for group in (*common, *own) for key in _keys(group)}
    for group in country:
        _leave_out(phrases[group.canonical], group, shared)
    for group in (*common, *country, *own):
        phrases[group.canonical] |= {_key(cut(kind)): None for kind in group.kinds}
    return {
        key: Meaning(
            _others(phrases[name], key),
            regional,
            _others((one for one in others.get(name, ()) if one not in phrases[name]), key),
        )
        for key, (name, regional) in owner.items()
    }


def _owned(
    common: Sequence[Group], country: Sequence[Group], own: Sequence[Group]
) -> tuple[dict[str, dict[Key, None]], dict[Key, tuple[str, bool]]]:
    """Return the words of each name, and of each word its name and whether it is regional."""
    phrases: dict[str, dict[Key, None]] = {}
    owner: dict[Key, tuple[str, bool]] = {}
    for groups, regional in ((common, False), (country, True), (own, False)):
        for group in groups:
            members = phrases.setdefault(group.canonical, {})
            for key in _keys(group):
                taken = owner.get(key)
                if taken and taken[0] != group.canonical:
                    phrases[taken[0]].pop(key, None)
                members[key] = None
                if not taken or taken[0] != group.canonical:
                    owner[key] = (group.canonical, regional)
    return phrases, owner


def _leave_out(members: dict[Key, None], group: Group, shared: Collection[Key]) -> None:
    """Take a country's own words out of what a shop surely calls the thing: they may be ambiguous.

    They stay among what it is called elsewhere.
    """
    for key in set(members) - set(shared) - {_key(cut(group.canonical))}:
        del members[key]


def _named(group: Group) -> tuple[Key, tuple[str, ...]]:
    return _key(cut(group.canonical)), group.words


def _keys(group: Group) -> list[Key]:
    found = [_key(cut(word)) for word in (group.canonical, *group.words)]
    return [key for key in found if key]


def _key(words: Iterable[str]) -> Key:
    """Name a phrase by its words in the singular: stems would mix "esfero" and "esférico"."""
    return tuple(singular(word) for word in words if word not in STOPWORDS)


def _others(members: Iterable[Key], key: Key) -> tuple[Key, ...]:
    return tuple(stems(other) for other in members if other != key)
