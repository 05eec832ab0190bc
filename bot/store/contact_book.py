"""Who is whom among people that write: a book of what is known and what is to be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from bot.clock import HOUR
from bot.whatsapp.identity import Person

# Kind and canonical value.
Address = tuple[str, str]


class Home(NamedTuple):
    """Whose an address is, as Meta wrote it, and when it was last seen."""

    owner: int
    wire: str
    seen: int


class Named(NamedTuple):
    """A row of customer as it is made."""

    name: str
    username: str | None
    country: str | None


@dataclass(slots=True)
class Book:
    """What the database holds of the people asked for, and what is to be written.

    New customers have ids below 0 until they are written. joined: an address was another's.
    """

    at: int
    homes: dict[Address, Home] = field(default_factory=dict[Address, Home])
    names: dict[int, tuple[str, str | None]] = field(
        default_factory=dict[int, tuple[str, "str | None"]]
    )
    newcomers: dict[int, Named] = field(default_factory=dict[int, Named])
    moved: set[Address] = field(default_factory=set[Address])
    renamed: set[int] = field(default_factory=set[int])
    joined: bool = False

    def find(self, person: Person) -> int | None:
        """Return the customer: by phone first, then by BSUID, then by the parent's."""
        found = (self.homes.get(address) for address in addresses(person))
        return next((one.owner for one in found if one is not None), None)

    def welcome(self, person: Person) -> int:
        """Note a new customer."""
        made = -1 - len(self.newcomers)
        self.newcomers[made] = Named(person.name, person.username or None, person.country)
        return made

    def attach(self, customer_id: int, person: Person) -> None:
        """Note addresses that are new, moved, written otherwise or long unseen."""
        for address, wire in addresses(person).items():
            home = self.homes.get(address)
            same = home is not None and (home.owner, home.wire) == (customer_id, wire)
            if home is None or not same or home.seen <= self.at - HOUR:
                self.joined = self.joined or (home is not None and home.owner != customer_id)
                self.homes[address] = Home(customer_id, wire, self.at)
                self.moved.add(address)

    def rename(self, customer_id: int, person: Person) -> None:
        """Note what the person is called now; what Meta does not say stays."""
        new = self.newcomers.get(customer_id)
        if new is not None:
            told = (person.name or new.name, person.username or new.username)
            self.newcomers[customer_id] = Named(*told, new.country or person.country)
            return
        known = self.names[customer_id]
        told = (person.name or known[0], person.username or known[1])
        if told != known:
            self.names[customer_id] = told
            self.renamed.add(customer_id)


def addresses(person: Person) -> dict[Address, str]:
    """Return (kind, canonical value) -> as Meta wrote it, the surest first."""
    every = {
        ("wa_id", person.phone): person.wire_phone or person.phone,
        ("bsuid", person.bsuid): person.bsuid,
        ("parent_bsuid", person.parent_bsuid): person.parent_bsuid,
    }
    return {(kind, value): wire for (kind, value), wire in every.items() if value and wire}
