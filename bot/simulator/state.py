"""Everything the simulator knows, in memory."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.chat import Entry, Person
from bot.simulator.clock import MovableClock
from bot.simulator.faults import Faults
from bot.simulator.feed import load
from bot.simulator.limits import Rates
from bot.simulator.setup import Setup
from bot.whatsapp.identity import canonical_phone

Json = dict[str, Any]


@dataclass(slots=True)
class Media:
    """A file at the simulated Meta. at: since when it is there, ms UTC; None: for ever."""

    id: str
    mime: str
    data: bytes
    sha256: str
    filename: str = ""
    at: int | None = None


@dataclass(slots=True)
class State:
    """The simulated Meta: people, chats, catalog, templates, files, faults, time."""

    setup: Setup
    clock: MovableClock = field(default_factory=MovableClock)
    faults: Faults = field(default_factory=Faults)
    rates: Rates = field(default_factory=Rates)
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    catalog: dict[str, Json] = field(default_factory=dict[str, Json])
    sets: dict[str, Json] = field(default_factory=dict[str, Json])
    batches: dict[str, Json] = field(default_factory=dict[str, Json])
    templates: dict[str, Json] = field(default_factory=dict[str, Json])
    media: dict[str, Media] = field(default_factory=dict[str, Media])
    commerce: Json = field(
        default_factory=lambda: {"is_cart_enabled": True, "is_catalog_visible": False}
    )
    connected: bool = True  # whether the catalog is connected to the business account
    subscribed: bool = False
    reviews: bool = True  # whether templates are approved as soon as they are created
    sent: list[Json] = field(default_factory=list[Json])
    # Shortcuts: who was last found by an address, whose chat a message is in.
    seen: dict[str, Person] = field(default_factory=dict[str, Person])
    chats: dict[str, Person] = field(default_factory=dict[str, Person])

    def person_by(self, *, wa_id: str | None = None, bsuid: str | None = None) -> Person | None:
        """Return the person with this number (in any of its forms) or user id."""
        address = canonical_phone(wa_id) if wa_id is not None else bsuid
        if address is None:
            return None
        known = self.seen.get(address)
        if known is None or address not in _addresses(known):
            everybody = self.people.values()
            known = next((one for one in everybody if address in _addresses(one)), None)
        if known is not None:
            self.seen[address] = known
        return known

    def put(self, person: Person, entry: Entry) -> Entry:
        """Put a message into a person's chat, to be found by its id."""
        self.chats[entry.wamid] = person
        return person.add(entry)

    def find(self, wamid: str) -> tuple[Person, Entry] | None:
        """Return a message with the person whose chat it is in."""
        person = self.chats.get(wamid)
        entry = None if person is None else person.entry(wamid)
        return None if person is None or entry is None else (person, entry)


def _addresses(person: Person) -> tuple[str | None, str]:
    return (None if person.wa_id is None else canonical_phone(person.wa_id)), person.bsuid


def new_state(setup: Setup) -> State:
    """Return a fresh state; the catalog comes from the feed."""
    state = State(setup)
    if setup.feed is not None:
        state.catalog = load(setup.feed)
    return state


def new_wamid() -> str:
    """Return an id that looks like Meta's."""
    return "wamid." + base64.b64encode(b"SIM" + secrets.token_bytes(24)).decode()


def new_number() -> str:
    """Return a numeric id such as Graph's."""
    return str(10**14 + secrets.randbelow(9 * 10**14))


def picked(item: Mapping[str, Any], fields: str, default: str) -> Json:
    """Return the fields asked for; id is always there."""
    names = [name.strip() for name in (fields or default).split(",")]
    return {"id": item["id"], **{name: item[name] for name in names if name in item}}
