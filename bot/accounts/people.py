"""Letting people in: by the command line, or by a link that works once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.accounts.passwords import Passwords, check_password
from bot.accounts.ports import InvitationError, NewPerson, PeopleStore, Person, Role
from bot.accounts.tokens import API_PREFIX, hash_token, is_plausible, new_token
from bot.clock import DAY, Clock

INVITATION_LASTS: Final = 3 * DAY
INVITATION_PATH: Final = "/console/invitation/"
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
LONGEST_NAME: Final = 80


class EmailError(ValueError):
    """Not an e-mail address."""


def normal_email(text: str) -> str:
    """Return the address as it is kept. EmailError when it is none."""
    email = text.strip().lower()
    if not _EMAIL.fullmatch(email):
        raise EmailError(f"{text.strip()[:80]!r} is no e-mail address; write it as ana@tienda.mx")
    return email


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody typed to be let in."""

    email: str
    name: str
    password: str


class People:
    """Adds people and makes invitations and API tokens."""

    def __init__(self, store: PeopleStore, passwords: Passwords, clock: Clock) -> None:
        self._store = store
        self._passwords = passwords
        self._clock = clock

    async def add_person(self, account_id: int, wanted: Wanted, role: Role = "owner") -> Person:
        """Let somebody sign in. EmailError, PasswordError, EmailTakenError say what is wrong."""
        new = await self._new(account_id, wanted, role)
        return await self._store.add(new, self._clock.now())

    async def make_invitation(self, account_id: int, role: Role = "owner") -> str:
        """Return the path of a link that lets one person in, for three days."""
        token = new_token()
        expires = self._clock.now() + INVITATION_LASTS
        await self._store.invite(account_id, role, hash_token(token), expires)
        return INVITATION_PATH + token

    async def is_invited(self, token: str) -> bool:
        """Whether the link can still be used."""
        return await self._find(token) is not None

    async def accept(self, token: str, wanted: Wanted) -> Person:
        """Use a link. InvitationError when it cannot be used, else as add_person."""
        found = await self._find(token)
        if found is None:
            raise InvitationError("the link was used or is too old; ask for another")
        new = await self._new(found[0], wanted, found[1])
        return await self._store.accept(hash_token(token), new, self._clock.now())

    async def has_people(self, account_id: int) -> bool:
        """Whether anybody can sign in."""
        return await self._store.count(account_id) > 0

    async def make_api_token(self, account_id: int, name: str) -> str:
        """Return a new API token. It is shown once: only its hash is kept."""
        token = new_token(API_PREFIX)
        await self._store.add_token(account_id, name, hash_token(token), self._clock.now())
        return token

    async def account_of(self, api_token: str) -> int | None:
        """Return the account that an API token speaks for."""
        if not is_plausible(api_token):
            return None
        return await self._store.account_of_token(hash_token(api_token))

    async def _find(self, token: str) -> tuple[int, Role] | None:
        if not is_plausible(token):
            return None
        return await self._store.invitation(hash_token(token), self._clock.now())

    async def _new(self, account_id: int, wanted: Wanted, role: Role) -> NewPerson:
        email = normal_email(wanted.email)
        password = check_password(wanted.password, email)
        name = " ".join(wanted.name.split())[:LONGEST_NAME]
        hashed = await self._passwords.hash(password)
        return NewPerson(account_id, email, name, hashed, role)
