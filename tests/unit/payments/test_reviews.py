from dataclasses import replace
from typing import get_args

import pytest

from actions.shop.money import Money
from bot.payments.apply import Reason
from bot.payments.reviews import DECISIONS, Review, ReviewError, check_decision, choices

ONE = Review(
    1, "stock", 5, 7, "stripe", "cs_1", "paid", Money(100, "MXN"), None, 3, 4, "Ana", None, ""
)


@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_review_can_be_closed_as_dealt_with(reason: str) -> None:
    assert "done" in choices(reason)
    assert set(choices(reason)) <= set(DECISIONS)
    assert replace(ONE, reason=reason).choices == choices(reason)


def test_a_dispute_is_the_banks_to_decide() -> None:
    with pytest.raises(ReviewError, match="dispute cannot be closed as refund; ways: done"):
        check_decision("dispute", "refund")


def test_another_amount_makes_no_order() -> None:
    check_decision("stock", "order")
    with pytest.raises(ReviewError, match="ways: refund, done"):
        check_decision("mismatch", "order")
    with pytest.raises(ReviewError, match="ways"):
        check_decision("stock", "burn")
