"""Customer wording from domain.yml: one variant by name, register, language and turn.

What is said in other languages than Spanish stands in data/responses/<language>.yml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, cast
from zlib import crc32

from actions.ports import Register, Turn
from actions.shop.context import Context

PREFIX: Final = "utter_"
# Words of the last few turns.
MOST_REMEMBERED: Final = 16
REGISTERS: Final[tuple[Register, ...]] = ("tu", "vos", "usted")
_VALUE: Final = re.compile(r"\{(\w+)\}")
# Countries whose shops do not say "tú".
_BY_COUNTRY: Final[Mapping[str, Register]] = {"ar": "vos", "uy": "vos", "co": "usted"}


class WordingError(ValueError):
    """domain.yml has a response that cannot be used; says which and how to mend it."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to say something. No registers: it serves all of them."""

    text: str
    registers: tuple[Register, ...] = ()
    language: str = "es"


def register_of(country: str, chosen: str = "") -> Register:
    """Return the register of an account: as its merchant chose, else as its country speaks."""
    for register in REGISTERS:
        if chosen == register:
            return register
    return _BY_COUNTRY.get(country.lower(), "tu")


class Wording:
    """Implements actions.ports.Responses. Thread-safe: it never changes."""

    def __init__(self, variants: Mapping[str, Sequence[Variant]]) -> None:
        self._variants = dict(variants)

    @property
    def names(self) -> frozenset[str]:
        """Every name there are words for, without utter_."""
        return frozenset(self._variants)

    def variants(self, name: str, register: str, language: str = "es") -> tuple[Variant, ...]:
        """Return the variants of a name in a register; Spanish where the language has none.

        KeyError for a name that domain.yml lacks.
        """
        every = self._variants[name]
        fitting = tuple(one for one in every if not one.registers or register in one.registers)
        spoken = tuple(one for one in fitting if one.language == language)
        return spoken or tuple(one for one in fitting if one.language == "es") or tuple(every)

    def say(self, name: str, turn: Turn, /, **values: str) -> str:
        """Return the words of utter_<name> for this turn, with {values} filled in."""
        shop = turn.shop
        spoken = turn.context.language or shop.language
        among = self.variants(name, shop.register, spoken)
        place = _place(_moment(turn), name, among)
        if len(among) > 1:
            place = _unlike_before(turn.context, name, place, len(among))
        return _whole(among[place], values)

    def words(self, name: str, register: str, language: str, key: str, /, **values: str) -> str:
        """Return the words of utter_<name> where no turn runs (receipts, reminders).

        key: decides which variant, always the same for the same key. KeyError for a name
        that domain.yml lacks and for a value that is missing.
        """
        among = self.variants(name, register, language)
        return _whole(among[_place(key, name, among)], values)


def _moment(turn: Turn) -> str:
    """Return what decides a turn's words: what was said to it, and what was said last.

    So the same conversation reads the same whoever holds it, also where a turn runs again.
    """
    return "/".join((turn.said.text, *turn.context.said[-1:]))


def _place(key: str, name: str, among: Sequence[Variant]) -> int:
    return crc32(f"{key}/{name}".encode()) % len(among)


def _unlike_before(context: Context, name: str, place: int, count: int) -> int:
    """Take the next variant where this one was what this name said the last time."""
    last = next((mark for mark in reversed(context.said) if mark.startswith(f"{name}:")), None)
    place = (place + 1) % count if last == f"{name}:{place}" else place
    context.said = (*context.said, f"{name}:{place}")[-MOST_REMEMBERED:]
    return place


def _whole(chosen: Variant, values: Mapping[str, str]) -> str:
    lines = (_filled(line, values) for line in chosen.text.splitlines())
    return "\n".join(line for line in lines if line is not None)


def _filled(line: str, values: Mapping[str, str]) -> str | None:
    """Fill one line; None when it has values and all are empty ("Seguimiento: {tracking}")."""
    told = [values[name] for name in _VALUE.findall(line)]
    if told and not any(told):
        return None
    # One pass: braces inside a value, whoever wrote it, are never read again.
    return _VALUE.sub(lambda found: values[found.group(1)], line).rstrip()


def read_wording(
    domain: Mapping[str, Any],
    others: Mapping[str, Mapping[str, Sequence[str]]] = MappingProxyType({}),
) -> Wording:
    """Read the `responses` of a parsed domain.yml. WordingError names a damaged one.

    others: by language, texts by name without utter_, for customers who write in it.
    """
    responses = domain.get("responses")
    if not isinstance(responses, Mapping) or not responses:
        raise WordingError("domain.yml has no responses: put the section `responses:` back")
    found = cast("Mapping[str, Any]", responses)
    told = {name.removeprefix(PREFIX): _read(name, rows) for name, rows in found.items()}
    for language, texts in others.items():
        for name, rows in texts.items():
            if name not in told:
                raise WordingError(f"{name} in {language}.yml is no response of domain.yml")
            told[name] += tuple(Variant(text.strip(), (), language) for text in rows)
    return Wording(told)


def _read(name: str, rows: object) -> tuple[Variant, ...]:
    if not isinstance(rows, list) or not rows:
        raise WordingError(f"{name} in domain.yml needs at least one `- text:`")
    return tuple(_variant(name, row) for row in cast("list[Any]", rows))


def _variant(name: str, row: object) -> Variant:
    told = _mapping(row)
    text, more = told.get("text"), _mapping(told.get("metadata"))
    if not isinstance(text, str):
        raise WordingError(f"{name} in domain.yml has a variant without `text:`")
    registers = _registers(name, more.get("register"))
    return Variant(text.strip(), registers, str(more.get("language", "es")))


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _registers(name: str, told: object) -> tuple[Register, ...]:
    """Read `register: tu` or `register: [tu, vos]`."""
    rows: list[object] = [told] if told else []
    if isinstance(told, list):
        rows = cast("list[object]", told)
    found: list[Register] = [register for register in REGISTERS if register in rows]
    if len(found) != len(rows):
        raise WordingError(f"{name} in domain.yml: register is tu, vos or usted, not {told!r}")
    return tuple(found)
