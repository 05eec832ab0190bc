"""Payments that a person must look at, and how that ends. Pure.

Why one is there: mismatch (another amount, currency or account than was asked for), cart_changed,
cart_gone, stock (paid, but no order could be made), dispute (the buyer's bank asks for the money),
refund_failed (money that was to go back did not).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol, get_args

from actions.shop.money import Money

# done: dealt with elsewhere. refund: give the money back. order: make the order after all.
Decision = Literal["done", "refund", "order"]
DECISIONS: Final[tuple[Decision, ...]] = get_args(Decision)

_NO_ORDER: Final[tuple[Decision, ...]] = ("order", "refund", "done")
_CHOICES: Final[Mapping[str, tuple[Decision, ...]]] = {
    "cart_changed": _NO_ORDER,
    "cart_gone": _NO_ORDER,
    "stock": _NO_ORDER,
    "mismatch": ("refund", "done"),
    "refund_failed": ("refund", "done"),
}


class ReviewError(ValueError):
    """The review cannot be closed like this; says why and what to do."""


class UnknownReviewError(ReviewError):
    """The account has no open review of this number."""


@dataclass(frozen=True, slots=True)
class Review:
    """A payment that waits for a person. Moments in ms UTC.

    expected: what was asked for. seen: what the provider has; None where that is not known.
    ref: the payment at its provider. why: the provider's words, where there are any.
    """

    id: int
    reason: str
    at: int
    attempt_id: int
    provider: str
    ref: str
    state: str
    expected: Money
    seen: Money | None
    cart_id: int
    conversation_id: int
    customer: str
    order_number: int | None
    why: str

    @property
    def choices(self) -> tuple[Decision, ...]:
        """How it may be closed."""
        return choices(self.reason)


def choices(reason: str) -> tuple[Decision, ...]:
    """Return how a review of this kind may be closed."""
    return _CHOICES.get(reason, ("done",))


def check_decision(reason: str, decision: str) -> None:
    """Raise ReviewError unless a review of this kind can be closed so."""
    if decision not in choices(reason):
        ways = ", ".join(choices(reason))
        raise ReviewError(f"a review of kind {reason} cannot be closed as {decision}; ways: {ways}")


class Reviews(Protocol):
    """Payments of an account that wait for a person."""

    async def waiting(self, account_id: int) -> list[Review]:
        """Return open reviews, the oldest first."""
        ...

    async def close(self, account_id: int, review_id: int, decision: Decision) -> Review:
        """Do what was decided and close the review, in one commit; return it as it was.

        ReviewError when that cannot be done; the review stays open.
        """
        ...
