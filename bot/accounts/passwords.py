"""Passwords: what is accepted, hashing with Argon2id, checking without giving anything away."""

from __future__ import annotations

import asyncio
import unicodedata
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

LEAST: Final = 10
MOST: Final = 256
# Each hash takes 64 MiB for a moment: more at once would be a way to fill the memory.
AT_ONCE: Final = 2


class PasswordError(ValueError):
    """A password that is not accepted; says why."""


def check_password(password: str, email: str) -> str:
    """Return the password in its one normal form. PasswordError when it is not accepted."""
    if len(password) > MOST:
        raise PasswordError(f"a password has at most {MOST} characters")
    normal = normal_form(password)
    if len(normal) < LEAST:
        raise PasswordError(f"a password has at least {LEAST} characters")
    if normal.casefold() in {email.casefold(), email.partition("@")[0].casefold()}:
        raise PasswordError("the password must not be the e-mail address")
    return normal


def normal_form(password: str) -> str:
    """Return one spelling whatever keyboard an accent was typed on."""
    return unicodedata.normalize("NFKC", password)


class Passwords:
    """Hashes and verifies in threads, few at once."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._nobody = ""

    async def hash(self, password: str) -> str:
        """Return what is kept of a password."""
        async with self._room:
            return await asyncio.to_thread(self._hasher.hash, normal_form(password))

    async def verify(self, stored: str | None, password: str) -> bool:
        """Whether this is the password; takes as long when there is none to compare with."""
        if not self._nobody:
            self._nobody = await self.hash("nobody signs in with this")
        async with self._room:
            kept = stored or self._nobody
            right = await asyncio.to_thread(self._matches, kept, password[: MOST + 1])
        return right and bool(stored)

    def is_old(self, stored: str) -> bool:
        """Whether the hash was made with other parameters than now."""
        return self._hasher.check_needs_rehash(stored)

    def _matches(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, normal_form(password))
        except (Argon2Error, InvalidHashError):
            return False
