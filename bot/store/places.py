"""Where an update belongs: its account, its customer, its conversation.

A message of somebody who wrote a moment ago is placed from memory; everybody else is looked up,
and made where they are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sqlalchemy import Connection

from bot.clock import MINUTE
from bot.store.contacts import resolve_conversations, resolve_customers
from bot.store.lanes import lane_of_conversation
from bot.store.receive_sql import READ_ACCOUNTS, READ_WABAS
from bot.store.text import dump_json
from bot.whatsapp.identity import Person
from bot.whatsapp.update import Kind, Update

# Kinds that a conversation's lane takes in turn.
TURNS: Final[frozenset[Kind]] = frozenset(["message", "echo", "system", "unknown"])
# How long and how many people are remembered.
MEMORY: Final = 10 * MINUTE
MOST_KNOWN: Final = 20_000

# A number of the business and all that a person is known by: found faster than the person.
Who = tuple[str | None, ...]


@dataclass(frozen=True)
class Place:
    """Where an update belongs; None where it belongs nowhere."""

    account_id: int | None = None
    customer_id: int | None = None
    conversation_id: int | None = None

    @cached_property
    def lane(self) -> str | None:
        """Who takes an update in turn; None for what has no turn."""
        talk = self.conversation_id
        return None if talk is None else lane_of_conversation(talk)


NOBODY: Final = Person()


class Acquaintances:
    """Who wrote lately, as exactly this person to exactly this number."""

    def __init__(self) -> None:
        self._places: dict[Who, Place] = {}
        self._since = 0

    def at(self, now: int) -> Mapping[Who, Place]:
        """Return what is remembered; from time to time everything is looked up anew."""
        if now - self._since > MEMORY or len(self._places) > MOST_KNOWN:
            self.forget()
            self._since = now
        return self._places

    def meet(self, met: Mapping[Who, Place], asked: Mapping[Who, Place]) -> None:
        """Remember people whose places are committed.

        asked: what was remembered when they were looked up. Who was forgotten since then may have
        turned out to be somebody else.
        """
        if asked is self._places:
            self._places.update(met)

    def forget(self) -> None:
        """Remember nobody."""
        self._places = {}


def place_all(
    conn: Connection, updates: Sequence[Update], known: Mapping[Who, Place], at: int
) -> tuple[list[Place], dict[Who, Place]]:
    """Return each update's place, and those messages' places that were not known before."""
    places = [known.get(who(one)) if _is_plain(one) else None for one in updates]
    strangers = [one for one, place in zip(updates, places, strict=True) if place is None]
    found = _look_up(conn, strangers, at) if strangers else []
    met = {
        who(one): place
        for one, place in zip(strangers, found, strict=True)
        if _is_plain(one) and place.conversation_id is not None
    }
    rest = iter(found)
    return [place or next(rest) for place in places], met


def who(one: Update) -> Who:
    """Return whom an update is from, to which number."""
    told = one.person or NOBODY
    phones = (told.phone, told.wire_phone)
    return one.phone_number_id, *phones, told.bsuid, told.parent_bsuid, told.name, told.username


def _is_plain(one: Update) -> bool:
    return one.kind == "message" and one.group_id is None


def _look_up(conn: Connection, updates: Sequence[Update], at: int) -> list[Place]:
    numbers = _accounts(conn, {one.phone_number_id for one in updates})
    wabas = _wabas(conn, {_waba(one) for one in updates if not one.phone_number_id})
    places = [Place(numbers.get(one.phone_number_id) or wabas.get(_waba(one))) for one in updates]
    for account in sorted(set(numbers.values())):
        mine = [
            (number, updates[number])
            for number, place in enumerate(places)
            if place.account_id == account
        ]
        for number, place in _within(conn, account, mine, at).items():
            places[number] = place
    return places


def _accounts(conn: Connection, numbers: Iterable[str]) -> dict[str, int]:
    return dict(READ_ACCOUNTS.rows(conn, keys=dump_json(list(numbers))))


def _wabas(conn: Connection, wabas: Iterable[str]) -> dict[str, int]:
    """Return accounts by WABA: what concerns no number (templates) names only that."""
    asked = [one for one in wabas if one]
    if not asked:
        return {}
    return dict(READ_WABAS.rows(conn, keys=dump_json(asked)))


def _waba(one: Update) -> str:
    return str(one.payload.get("waba_id") or "")


def _within(
    conn: Connection, account: int, mine: Sequence[tuple[int, Update]], at: int
) -> dict[int, Place]:
    """Return the places of an account's updates that are of people and said in conversations."""
    people = {
        number: one.person for number, one in mine if one.person is not None and _has_customer(one)
    }
    customers = resolve_customers(conn, account, dict.fromkeys(people.values()), at)
    said = {
        number: (customers[people[number]], one.phone_number_id)
        for number, one in mine
        if number in people and one.kind in TURNS
    }
    talks = resolve_conversations(conn, account, set(said.values()), at)
    return {
        number: Place(account, customers[person], talks[said[number]] if number in said else None)
        for number, person in people.items()
    }


def _has_customer(one: Update) -> bool:
    return one.group_id is None and (one.kind in TURNS or one.kind == "preference")
