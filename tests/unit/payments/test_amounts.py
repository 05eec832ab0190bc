"""Our minor units and Stripe's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.shop.money import Money
from bot.payments.amounts import AmountError, from_stripe, to_stripe


@pytest.mark.parametrize(
    ("ours", "currency", "theirs"),
    [
        (4_500_000, "COP", 4_500_000),
        (1_990, "CLP", 1_990),
        (129_900, "MXN", 129_900),
        (500, "ISK", 50_000),
        (500, "UGX", 50_000),
        (1_230, "KWD", 1_230),
        (700, "MGA", 7),
        (1_000, "JPY", 1_000),
    ],
)
def test_amounts_are_said_as_stripe_counts(ours: int, currency: str, theirs: int) -> None:
    assert to_stripe(Money(ours, currency)) == theirs
    assert from_stripe(theirs, currency.lower()) == Money(ours, currency)


@pytest.mark.parametrize(("ours", "currency"), [(1_231, "KWD"), (750, "MGA"), (1, "IQD")])
def test_what_cannot_be_charged_exactly_is_refused(ours: int, currency: str) -> None:
    with pytest.raises(AmountError):
        to_stripe(Money(ours, currency))


def test_a_fraction_of_our_unit_is_refused() -> None:
    with pytest.raises(AmountError):
        from_stripe(50_050, "isk")


@given(st.integers(0, 10**12), st.sampled_from(["MXN", "ARS", "COP", "CLP", "PEN", "ISK", "USD"]))
def test_there_and_back_is_the_same_whole_number(amount: int, currency: str) -> None:
    sent = to_stripe(Money(amount, currency))
    assert isinstance(sent, int)
    assert from_stripe(sent, currency) == Money(amount, currency)
