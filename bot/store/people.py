"""People, sessions, invitations and API tokens in the database."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from bot.accounts.ports import EmailTakenError, InvitationError, NewPerson, Person, Role, Seen
from bot.store.audit import record_audit
from bot.store.changes import record_change
from bot.store.database import Database
from bot.store.dialect import upsert
from bot.store.tables.people import api_token, invitation, person, session


class SqlPeople:
    """bot.accounts.ports.PeopleStore over the database."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, new: NewPerson, at: int) -> Person:
        return await self._db.write(add_person, new, at)

    async def by_email(self, email: str) -> tuple[Person, str] | None:
        return await self._db.read(person_by_email, email)

    async def rehash(self, person_id: int, password_hash: str) -> None:
        await self._db.write(_rehash, person_id, password_hash)

    async def count(self, account_id: int) -> int:
        return await self._db.read(count_people, account_id)

    async def begin(self, person_id: int, token_hash: str, expires_at: int, at: int) -> None:
        await self._db.write(begin_session, person_id, token_hash, expires_at, at)

    async def session(self, token_hash: str) -> Seen | None:
        return await self._db.read(read_session, token_hash)

    async def touch(self, token_hash: str, at: int) -> None:
        await self._db.write(_touch, token_hash, at)

    async def end(self, token_hash: str) -> None:
        await self._db.write(_end, token_hash)

    async def end_all(self, person_id: int) -> None:
        await self._db.write(_end_all, person_id)

    async def invite(self, account_id: int, role: Role, token_hash: str, expires_at: int) -> None:
        await self._db.write(_invite, account_id, role, token_hash, expires_at)

    async def invitation(self, token_hash: str, at: int) -> tuple[int, Role] | None:
        return await self._db.read(open_invitation, token_hash, at)

    async def accept(self, token_hash: str, new: NewPerson, at: int) -> Person:
        return await self._db.write(accept_invitation, token_hash, new, at)

    async def add_token(self, account_id: int, name: str, token_hash: str, at: int) -> None:
        await self._db.write(_add_token, account_id, name, token_hash, at)

    async def account_of_token(self, token_hash: str) -> int | None:
        return await self._db.read(account_of_token, token_hash)

    async def revoke_token(self, account_id: int, token_id: int, at: int) -> None:
        await self._db.write(_revoke_token, account_id, token_id, at)


def add_person(conn: Connection, new: NewPerson, at: int) -> Person:
    """Write a person. EmailTakenError when the address is in use."""
    row = {
        "account_id": new.account_id,
        "email": new.email,
        "name": new.name,
        "password_hash": new.password_hash,
        "role": new.role,
        "created_at": at,
    }
    statement = upsert(conn, person).values(**row).on_conflict_do_nothing()
    person_id = conn.scalar(statement.returning(person.c.id))
    if person_id is None:
        raise EmailTakenError(f"somebody signs in with {new.email} already")
    record_audit(conn, new.account_id, person_id, "person.added", at, role=new.role)
    record_change(conn, new.account_id, "person", person_id, at)
    return Person(person_id, new.account_id, new.email, new.name, new.role)


def person_by_email(conn: Connection, email: str) -> tuple[Person, str] | None:
    """Return the person and the password's hash; nobody who is disabled."""
    query = select(person).where(person.c.email == email, person.c.disabled_at.is_(None))
    row = conn.execute(query).mappings().one_or_none()
    return None if row is None else (_person(row), row["password_hash"] or "")


def count_people(conn: Connection, account_id: int) -> int:
    """Return how many people can sign in."""
    able = (person.c.account_id == account_id, person.c.disabled_at.is_(None))
    return conn.scalar(select(func.count()).select_from(person).where(*able)) or 0


def begin_session(
    conn: Connection, person_id: int, token_hash: str, expires_at: int, at: int
) -> None:
    """Write a session; those of anybody that ended by themselves are forgotten."""
    conn.execute(delete(session).where(session.c.expires_at <= at))
    row = {"token_hash": token_hash, "person_id": person_id, "expires_at": expires_at}
    conn.execute(insert(session).values(**row, created_at=at, seen_at=at))
    account_id = conn.execute(
        select(person.c.account_id).where(person.c.id == person_id)
    ).scalar_one()
    record_audit(conn, account_id, person_id, "person.signed_in", at)


def read_session(conn: Connection, token_hash: str) -> Seen | None:
    """Return a session of somebody who is not disabled."""
    query = (
        select(person, session.c.created_at.label("begun"), session.c.seen_at, session.c.expires_at)
        .join(session, session.c.person_id == person.c.id)
        .where(session.c.token_hash == token_hash, person.c.disabled_at.is_(None))
    )
    row = conn.execute(query).mappings().one_or_none()
    if row is None:
        return None
    return Seen(_person(row), row["begun"], row["seen_at"], row["expires_at"])


def open_invitation(conn: Connection, token_hash: str, at: int) -> tuple[int, Role] | None:
    """Return account and role of an invitation that can still be used."""
    query = select(invitation.c.account_id, invitation.c.role).where(
        invitation.c.token_hash == token_hash,
        invitation.c.used_at.is_(None),
        invitation.c.expires_at > at,
    )
    row = conn.execute(query).one_or_none()
    return None if row is None else (row.account_id, cast("Role", row.role))


def accept_invitation(conn: Connection, token_hash: str, new: NewPerson, at: int) -> Person:
    """Use an invitation up and write its person; both or neither."""
    mine = (invitation.c.token_hash == token_hash, invitation.c.used_at.is_(None))
    used = update(invitation).where(*mine, invitation.c.expires_at > at).values(used_at=at)
    if conn.execute(used).rowcount != 1:
        raise InvitationError("the link was used or is too old; ask for another")
    return add_person(conn, new, at)


def account_of_token(conn: Connection, token_hash: str) -> int | None:
    """Return the account of an API token that was not revoked."""
    query = select(api_token.c.account_id).where(
        api_token.c.token_hash == token_hash, api_token.c.revoked_at.is_(None)
    )
    return conn.scalar(query)


def _person(row: RowMapping) -> Person:
    return Person(row["id"], row["account_id"], row["email"], row["name"], row["role"])


def _rehash(conn: Connection, person_id: int, password_hash: str) -> None:
    mine = person.c.id == person_id
    conn.execute(update(person).where(mine).values(password_hash=password_hash))


def _touch(conn: Connection, token_hash: str, at: int) -> None:
    conn.execute(update(session).where(session.c.token_hash == token_hash).values(seen_at=at))


def _end(conn: Connection, token_hash: str) -> None:
    conn.execute(delete(session).where(session.c.token_hash == token_hash))


def _end_all(conn: Connection, person_id: int) -> None:
    conn.execute(delete(session).where(session.c.person_id == person_id))


def _invite(
    conn: Connection, account_id: int, role: Role, token_hash: str, expires_at: int
) -> None:
    row = {"account_id": account_id, "role": role, "token_hash": token_hash}
    conn.execute(insert(invitation).values(**row, expires_at=expires_at))


def _add_token(conn: Connection, account_id: int, name: str, token_hash: str, at: int) -> None:
    row = {"account_id": account_id, "name": name, "token_hash": token_hash, "created_at": at}
    conn.execute(insert(api_token).values(**row))
    record_audit(conn, account_id, None, "token.made", at, name=name)


def _revoke_token(conn: Connection, account_id: int, token_id: int, at: int) -> None:
    mine = (api_token.c.account_id == account_id, api_token.c.id == token_id)
    conn.execute(update(api_token).where(*mine).values(revoked_at=at))
    record_audit(conn, account_id, None, "token.revoked", at, token=token_id)
