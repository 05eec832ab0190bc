"""From a person on WhatsApp to customer and conversation, made where they are new."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from bot.clock import HOUR
from bot.store.dialect import is_postgres, upsert
from bot.store.tables.conversation import conversation, customer, customer_address
from bot.whatsapp.identity import Person

# Among several nodes, one at a time makes new customers of an account.
_LOCK = 7_401


@dataclass(slots=True)
class _Known:
    """What the database holds of the people asked for."""

    owner: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    wire: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    seen: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    profile: dict[int, tuple[str, str | None]] = field(
        default_factory=dict[int, tuple[str, "str | None"]]
    )

    def find(self, person: Person) -> int | None:
        """Return the customer: by phone first, then by BSUID, then by the parent's."""
        found = (self.owner.get(address) for address in addresses(person))
        return next((one for one in found if one is not None), None)


def addresses(person: Person) -> dict[tuple[str, str], str]:
    """Return (kind, canonical value) -> as Meta wrote it, the surest first."""
    every = {
        ("wa_id", person.phone): person.wire_phone or person.phone,
        ("bsuid", person.bsuid): person.bsuid,
        ("parent_bsuid", person.parent_bsuid): person.parent_bsuid,
    }
    return {(kind, value): wire for (kind, value), wire in every.items() if value and wire}


def resolve_customers(
    conn: Connection, account_id: int, people: Collection[Person], at: int
) -> dict[Person, int]:
    """Return each person's customer id; new people become customers."""
    if not people:
        return {}
    known = _read(conn, account_id, people)
    if any(known.find(person) is None for person in people) and is_postgres(conn):
        conn.execute(select(func.pg_advisory_xact_lock(_LOCK, account_id)))
        known = _read(conn, account_id, people)
    found: dict[Person, int] = {}
    for person in people:
        customer_id = known.find(person) or _create(conn, account_id, person, at)
        found[person] = customer_id
        _attach(conn, (account_id, customer_id), person, known, at)
        _rename(conn, customer_id, person, known)
    return found


def resolve_conversations(
    conn: Connection, account_id: int, wanted: Collection[tuple[int, str]], at: int
) -> dict[tuple[int, str], int]:
    """Return (customer, phone_number_id) -> conversation id; new ones are opened."""
    if not wanted:
        return {}
    found = _conversations(conn, account_id, {customer_id for customer_id, _ in wanted})
    missing = sorted(pair for pair in wanted if pair not in found)
    if missing:
        rows = [_blank(account_id, *pair, at) for pair in missing]
        conn.execute(upsert(conn, conversation).values(rows).on_conflict_do_nothing())
        found = _conversations(conn, account_id, {customer_id for customer_id, _ in wanted})
    return found


def attach_address(
    conn: Connection, account_id: int, customer_id: int, person: Person, at: int
) -> None:
    """Give a customer the addresses of a person, also when they were another customer's."""
    _attach(conn, (account_id, customer_id), person, _read(conn, account_id, [person]), at)


def _read(conn: Connection, account_id: int, people: Collection[Person]) -> _Known:
    values = {value for person in people for _, value in addresses(person)}
    query = (
        select(customer_address, customer.c.name, customer.c.username)
        .join(customer, customer.c.id == customer_address.c.customer_id)
        .where(customer_address.c.account_id == account_id, customer_address.c.value.in_(values))
    )
    known = _Known()
    for row in conn.execute(query):
        address = (row.kind, row.value)
        known.owner[address], known.wire[address] = row.customer_id, row.wire
        known.seen[address] = row.seen_at
        known.profile[row.customer_id] = (row.name, row.username)
    return known


def _create(conn: Connection, account_id: int, person: Person, at: int) -> int:
    row = {
        "account_id": account_id,
        "name": person.name,
        "username": person.username or None,
        "country": person.country,
        "created_at": at,
    }
    return conn.execute(insert(customer).values(**row).returning(customer.c.id)).scalar_one()


def _attach(conn: Connection, who: tuple[int, int], person: Person, known: _Known, at: int) -> None:
    """Write the person's addresses where they are new, moved, written otherwise or long unseen."""
    account_id, customer_id = who
    for address, wire in addresses(person).items():
        same = known.owner.get(address) == customer_id and known.wire.get(address) == wire
        if same and known.seen[address] > at - HOUR:
            continue
        fresh = {"customer_id": customer_id, "wire": wire, "seen_at": at}
        row = {"account_id": account_id, "kind": address[0], "value": address[1], **fresh}
        statement = upsert(conn, customer_address).values(**row)
        keys = ["account_id", "kind", "value"]
        conn.execute(statement.on_conflict_do_update(index_elements=keys, set_=fresh))
        known.owner[address], known.wire[address] = customer_id, wire
        known.seen[address] = at


def _rename(conn: Connection, customer_id: int, person: Person, known: _Known) -> None:
    name, username = known.profile.get(customer_id, (person.name, person.username or None))
    told = (person.name or name, person.username or username)
    if told != (name, username):
        mine = customer.c.id == customer_id
        conn.execute(update(customer).where(mine).values(name=told[0], username=told[1]))
        known.profile[customer_id] = told


def _conversations(
    conn: Connection, account_id: int, customers: Collection[int]
) -> dict[tuple[int, str], int]:
    columns = (conversation.c.customer_id, conversation.c.phone_number_id, conversation.c.id)
    mine = (conversation.c.account_id == account_id, conversation.c.customer_id.in_(customers))
    return {(row[0], row[1]): row[2] for row in conn.execute(select(*columns).where(*mine))}


def _blank(account_id: int, customer_id: int, phone_number_id: str, at: int) -> Mapping[str, Any]:
    return {
        "account_id": account_id,
        "customer_id": customer_id,
        "phone_number_id": phone_number_id,
        "updated_at": at,
        "created_at": at,
    }
