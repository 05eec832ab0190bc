"""Whom a product is for, as its facts, its name, its category or its description say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from index.types import Item
from nlu.text import fold
from nlu.text.people import NOBODY, People, named_people, told_people
from nlu.text.wordset import wordset

_FACTS: Final = wordset("para genero sexo gender publico usuario")


def people_of(item: Item) -> People:
    """Return whom a product is for by the surest of its texts that says so."""
    return next(filter(None, _said(item)), NOBODY)


def other_people(asked: People, own: People) -> bool:
    """Whether a product says that it is for others than those asked for."""
    return bool(asked and own) and asked.isdisjoint(own)


def _said(item: Item) -> Iterator[People]:
    facts = [value for name, value in item.attributes if fold(name) in _FACTS]
    yield named_people(" ".join(facts))
    yield named_people(item.name)
    yield named_people(item.category.replace(">", " "))
    yield told_people(item.description)
