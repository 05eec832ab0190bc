"""What signing in needs from the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["owner", "agent", "trainer", "analyst"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here."""

    id: int
    account_id: int
    email: str
    name: str
    role: Role = "owner"

    @property
    def called(self) -> str:
        """What colleagues read: the name, or the address's first part."""
        return self.name or self.email.partition("@")[0]


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be let in; password_hash as Passwords made it."""

    account_id: int
    email: str
    name: str
    password_hash: str
    role: Role = "owner"


@dataclass(frozen=True, slots=True)
class Seen:
    """A session as it is kept. Moments in ms UTC."""

    person: Person
    created_at: int
    seen_at: int
    expires_at: int


class EmailTakenError(ValueError):
    """Somebody signs in with this address already."""


class InvitationError(ValueError):
    """The link was used, is too old, or never was one."""


class PeopleStore(Protocol):
    """People and what lets them in. Tokens come as their hashes; moments in ms UTC."""

    async def add(self, new: NewPerson, at: int) -> Person:
        """Write a person. EmailTakenError when the address is in use."""
        ...

    async def by_email(self, email: str) -> tuple[Person, str] | None:
        """Return the person and the password's hash; nobody who is disabled."""
        ...

    async def rehash(self, person_id: int, password_hash: str) -> None: ...

    async def count(self, account_id: int) -> int:
        """Return how many people can sign in."""
        ...

    async def begin(self, person_id: int, token_hash: str, expires_at: int, at: int) -> None:
        """Write a session, and that somebody signed in."""
        ...

    async def session(self, token_hash: str) -> Seen | None:
        """Return a session of somebody who is not disabled."""
        ...

    async def touch(self, token_hash: str, at: int) -> None: ...

    async def end(self, token_hash: str) -> None:
        """Forget a session."""
        ...

    async def end_all(self, person_id: int) -> None:
        """Forget every session of a person."""
        ...

    async def invite(
        self, account_id: int, role: Role, token_hash: str, expires_at: int
    ) -> None: ...

    async def invitation(self, token_hash: str, at: int) -> tuple[int, Role] | None:
        """Return account and role of an invitation that can still be used."""
        ...

    async def accept(self, token_hash: str, new: NewPerson, at: int) -> Person:
        """Use an invitation up and write its person, in one commit.

        InvitationError, EmailTakenError: nothing was written.
        """
        ...

    async def add_token(self, account_id: int, name: str, token_hash: str, at: int) -> None: ...

    async def account_of_token(self, token_hash: str) -> int | None:
        """Return the account of an API token that was not revoked."""
        ...

    async def revoke_token(self, account_id: int, token_id: int, at: int) -> None: ...
