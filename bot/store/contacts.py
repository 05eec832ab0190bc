"""From a person on WhatsApp to customer and conversation, made where they are new."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, func, select

from bot.store.contact_book import Book, Home, Named, addresses
from bot.store.contacts_sql import (
    INSERT_CONVERSATIONS,
    INSERT_CUSTOMERS,
    PUT_ADDRESSES,
    READ_ADDRESSES,
    READ_CONVERSATIONS,
    RENAME,
)
from bot.store.dialect import is_postgres
from bot.store.hints import PEOPLE, hint
from bot.store.text import dump_json
from bot.whatsapp.identity import Person

# Among several nodes, one at a time makes new customers of an account.
_LOCK = 7_401

# A customer and the business number that they write to.
Pair = tuple[int, str]


def resolve_customers(
    conn: Connection, account_id: int, people: Collection[Person], at: int
) -> dict[Person, int]:
    """Return each person's customer id; new people become customers."""
    if not people:
        return {}
    book = _read(conn, account_id, people, at)
    if any(book.find(person) is None for person in people) and is_postgres(conn):
        conn.execute(select(func.pg_advisory_xact_lock(_LOCK, account_id)))
        book = _read(conn, account_id, people, at)
    found: dict[Person, int] = {}
    for person in people:
        customer_id = found[person] = book.find(person) or book.welcome(person)
        book.attach(customer_id, person)
        book.rename(customer_id, person)
    made = _write(conn, account_id, book)
    return {person: made.get(customer_id, customer_id) for person, customer_id in found.items()}


def resolve_conversations(
    conn: Connection, account_id: int, wanted: Collection[Pair], at: int
) -> dict[Pair, int]:
    """Return (customer, phone_number_id) -> conversation id; new ones are opened."""
    found = _conversations(conn, account_id, wanted)
    missing = sorted(pair for pair in wanted if pair not in found)
    if missing:
        told = {"rows": dump_json(missing), "account": account_id, "at": at}
        found |= {(row[0], row[1]): row[2] for row in INSERT_CONVERSATIONS.rows(conn, **told)}
    # Whatever is missing still was opened by another node meanwhile.
    return found | _conversations(conn, account_id, [pair for pair in missing if pair not in found])


def attach_address(
    conn: Connection, account_id: int, customer_id: int, person: Person, at: int
) -> None:
    """Give a customer the addresses of a person, also when they were another customer's."""
    book = _read(conn, account_id, [person], at)
    book.attach(customer_id, person)
    _write(conn, account_id, book)


def _read(conn: Connection, account_id: int, people: Collection[Person], at: int) -> Book:
    asked = {address for person in people for address in addresses(person)}
    told = {"rows": dump_json(list(asked)), "account": account_id}
    book = Book(at)
    for row in READ_ADDRESSES.rows(conn, **told):
        book.homes[row.kind, row.value] = Home(row.customer_id, row.wire, row.seen_at)
        book.names[row.customer_id] = (row.name, row.username)
    return book


def _write(conn: Connection, account_id: int, book: Book) -> dict[int, int]:
    """Write what the book notes; return the ids that new customers got for those below 0."""
    made = _create(conn, account_id, book)
    # In one order, so that two nodes cannot wait for each other.
    moved = [(address, book.homes[address]) for address in sorted(book.moved)]
    rows = [(made.get(home.owner, home.owner), *address, home.wire) for address, home in moved]
    if book.joined:
        hint(conn, PEOPLE)
    if rows:
        PUT_ADDRESSES.run(conn, rows=dump_json(rows), account=account_id, at=book.at)
    names = [(customer_id, *book.names[customer_id]) for customer_id in sorted(book.renamed)]
    if names:
        RENAME.run(conn, rows=dump_json(names))
    return made


def _create(conn: Connection, account_id: int, book: Book) -> dict[int, int]:
    """Insert new customers. Rows come back in any order; those that are alike may be swapped."""
    if not book.newcomers:
        return {}
    rows = dump_json([tuple(one) for one in book.newcomers.values()])
    ids: dict[Named, list[int]] = {}
    for row in INSERT_CUSTOMERS.rows(conn, rows=rows, account=account_id, at=book.at):
        ids.setdefault(Named(row.name, row.username, row.country), []).append(row.id)
    return {made: ids[named].pop() for made, named in book.newcomers.items()}


def _conversations(conn: Connection, account_id: int, wanted: Iterable[Pair]) -> dict[Pair, int]:
    pairs = list(wanted)
    if not pairs:
        return {}
    told = {"rows": dump_json(pairs), "account": account_id}
    return {(row[0], row[1]): row[2] for row in READ_CONVERSATIONS.rows(conn, **told)}
