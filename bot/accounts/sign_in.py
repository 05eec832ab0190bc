"""Signing in and staying signed in: sessions on the server, revocable at once."""

from __future__ import annotations

from typing import Final

from bot.accounts.passwords import Passwords
from bot.accounts.patience import Patience
from bot.accounts.people import EmailError, normal_email
from bot.accounts.ports import PeopleStore, Person, Seen
from bot.accounts.tokens import hash_token, is_plausible, new_token
from bot.clock import DAY, MINUTE, Clock

# A session ends when it rested this long, and in any case after LASTS.
IDLE: Final = 3 * DAY
LASTS: Final = 30 * DAY
# seen_at is written this often at most: reading pages must not write.
TOUCH: Final = 5 * MINUTE
# No address is longer.
LONGEST_KEY: Final = 260


class SignIn:
    """Checks passwords and keeps sessions."""

    def __init__(self, store: PeopleStore, passwords: Passwords, clock: Clock) -> None:
        self._store = store
        self._passwords = passwords
        self._clock = clock
        self._patience = Patience(clock)

    async def sign_in(self, email: str, password: str) -> str | None:
        """Return a session's token, None when address and password do not belong together.

        Takes as long for an address that nobody has. TooOftenError after many wrong passwords.
        """
        key = email.strip().lower()[:LONGEST_KEY]
        self._patience.check(key)
        # Counted before it is known: many tries at once are many tries.
        self._patience.failed(key)
        found = await self._by_email(email)
        stored = None if found is None else found[1]
        right = await self._passwords.verify(stored, password)
        if found is None or not right:
            return None
        self._patience.succeeded(key)
        person, hashed = found
        if self._passwords.is_old(hashed):
            await self._store.rehash(person.id, await self._passwords.hash(password))
        return await self.begin(person)

    async def begin(self, person: Person) -> str:
        """Open a session and return its token."""
        token, now = new_token(), self._clock.now()
        await self._store.begin(person.id, hash_token(token), now + LASTS, now)
        return token

    async def who(self, token: str) -> Person | None:
        """Return whose session this is; None when it ended, is too old or never was."""
        if not is_plausible(token):
            return None
        hashed, now = hash_token(token), self._clock.now()
        seen = await self._store.session(hashed)
        if seen is None or not is_alive(seen, now):
            return None
        if now - seen.seen_at >= TOUCH:
            await self._store.touch(hashed, now)
        return seen.person

    async def end(self, token: str) -> None:
        """End one session."""
        await self._store.end(hash_token(token))

    async def end_all(self, person: Person) -> None:
        """End every session of a person, on every device."""
        await self._store.end_all(person.id)

    async def _by_email(self, email: str) -> tuple[Person, str] | None:
        try:
            return await self._store.by_email(normal_email(email))
        except EmailError:
            return None


def is_alive(seen: Seen, now: int) -> bool:
    """Whether a session may be used at this moment."""
    return now < seen.expires_at and now - seen.seen_at < IDLE
