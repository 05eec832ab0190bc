"""Passwords of one address are not guessed without end."""

from dataclasses import dataclass

import pytest

from bot.accounts.patience import ANOTHER, MOST, MOST_KEPT, Patience, TooOftenError


@dataclass
class Clock:
    moment: int = 1_800_000_000_000

    def now(self) -> int:
        return self.moment


def worn(clock: Clock) -> Patience:
    patience = Patience(clock)
    for _ in range(MOST):
        patience.check("ana")
        patience.failed("ana")
    return patience


def test_after_many_wrong_passwords_one_waits_a_minute_for_another() -> None:
    clock = Clock()
    patience = worn(clock)
    with pytest.raises(TooOftenError):
        patience.check("ana")
    patience.check("beto")
    clock.moment += ANOTHER
    patience.check("ana")
    patience.failed("ana")
    with pytest.raises(TooOftenError):
        patience.check("ana")


def test_the_right_password_forgives_the_wrong_ones() -> None:
    patience = worn(Clock())
    patience.succeeded("ana")
    patience.check("ana")


def test_only_so_many_addresses_are_remembered() -> None:
    patience = worn(Clock())
    for n in range(MOST_KEPT):
        patience.failed(str(n))
    patience.check("ana")
