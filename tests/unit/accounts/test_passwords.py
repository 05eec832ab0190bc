import asyncio

import pytest
from argon2 import PasswordHasher

from bot.accounts.passwords import AT_ONCE, PasswordError, Passwords, check_password
from bot.accounts.people import EmailError, normal_email
from bot.accounts.ports import Person, Seen
from bot.accounts.sign_in import IDLE, LASTS, is_alive
from bot.accounts.tokens import hash_token, is_plausible, new_token

QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.mark.parametrize("bad", ["", "corta", "a" * 9, "a" * 257, "ana@tienda.mx", "ANA@TIENDA.MX"])
def test_passwords_that_are_not_accepted(bad: str) -> None:
    with pytest.raises(PasswordError):
        check_password(bad, "ana@tienda.mx")


async def test_an_accent_counts_the_same_from_every_keyboard() -> None:
    passwords = Passwords(QUICK)
    kept = await passwords.hash(check_password("camio\u0301n rojo", "ana@tienda.mx"))
    assert await passwords.verify(kept, "cami\u00f3n rojo")


async def test_a_missing_or_damaged_hash_matches_nothing() -> None:
    passwords = Passwords(QUICK)
    for stored in (None, "", "not a hash", "$argon2id$v=19$m=64,t=1,p=1$broken"):
        assert not await passwords.verify(stored, "nobody signs in with this")


async def test_hashing_happens_few_at_once_and_not_in_the_loop() -> None:
    running, most = 0, 0

    class Slow(PasswordHasher):
        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            nonlocal running, most
            running += 1
            most = max(most, running)
            kept = QUICK.hash(password)
            running -= 1
            return kept

    passwords = Passwords(Slow())
    await asyncio.gather(*(passwords.hash("zapatos con alas") for _ in range(12)))
    assert most <= AT_ONCE


async def test_old_parameters_are_noticed() -> None:
    passwords = Passwords(QUICK)
    older = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1).hash("zapatos con alas")
    assert passwords.is_old(older)
    assert not passwords.is_old(await passwords.hash("zapatos con alas"))


@pytest.mark.parametrize("bad", ["", "ana", "@", "a b@c.mx", "ana@", "@tienda.mx", "x" * 65 + "@c"])
def test_what_is_no_address(bad: str) -> None:
    with pytest.raises(EmailError):
        normal_email(bad)


def test_addresses_are_one_whatever_their_case() -> None:
    assert normal_email("  Ana@Tienda.MX ") == "ana@tienda.mx"


def test_tokens_are_long_random_and_kept_as_hashes() -> None:
    tokens = {new_token("mlm_") for _ in range(100)}
    assert len(tokens) == 100
    assert all(is_plausible(token) and hash_token(token) != token for token in tokens)
    assert not is_plausible("short")
    assert not is_plausible("x" * 1000)
    assert not is_plausible("é" * 50)


def test_a_session_lives_until_it_rests_or_ends() -> None:
    person = Person(1, 1, "ana@tienda.mx", "")
    seen = Seen(person, created_at=0, seen_at=0, expires_at=LASTS)
    assert is_alive(seen, IDLE - 1)
    assert not is_alive(seen, IDLE)
    late = Seen(person, created_at=0, seen_at=LASTS - 1, expires_at=LASTS)
    assert is_alive(late, LASTS - 1)
    assert not is_alive(late, LASTS)
    assert person.called == "ana"
