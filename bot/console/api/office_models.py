"""The back office's JSON: reviews, refunds, what was given up, numbers. Amounts in minor units."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.console.api.endpoint import Shape
from bot.console.api.models import Moment

Largest = 10**15


class Done(Shape):
    """It was done."""

    done: Literal[True] = True


class Tracking(Shape):
    """How the parcel can be followed; told to the customer."""

    tracking: str = Field("", max_length=100)


class Cancellation(Shape):
    """Why, for the shop's people; refund: whether an online payment goes back."""

    reason: str = Field("", max_length=500)
    refund: bool = True


class RefundWanted(Shape):
    """How much to give back; none: all that is left."""

    amount: int | None = Field(None, ge=1, le=Largest)


class RefundAsked(Shape):
    """What is given back."""

    amount: int
    currency: str


class PaymentReview(Shape):
    """A payment that waits for a person. seen: what the provider has; expected: what was asked."""

    id: int
    reason: str
    choices: list[str] = Field(description="How it may be closed.")
    at: Moment
    provider: str
    ref: str = Field(description="The payment at its provider.")
    attempt_id: int
    state: str
    expected: int
    currency: str
    seen: int | None
    seen_currency: str | None
    cart_id: int
    conversation_id: int
    customer: str
    order_number: int | None
    why: str


class PaymentReviews(Shape):
    """Open reviews, the oldest first."""

    reviews: list[PaymentReview]


class ReviewDecision(Shape):
    """How a review ends: dealt with elsewhere, money back, the order after all."""

    decision: Literal["done", "refund", "order"]


class DeadLettersQuery(Shape):
    """How many."""

    limit: int = Field(50, ge=1, le=200)


class DeadLetter(Shape):
    """A message that was given up: one of ours (out) or a customer's that got no turn (in)."""

    direction: Literal["in", "out"]
    id: int
    kind: str
    state: str
    reason: str
    code: int | None
    tries: int
    conversation_id: int | None
    text: str
    at: Moment


class DeadLetters(Shape):
    """What was given up, newest first."""

    letters: list[DeadLetter]


class FailingTimer(Shape):
    """Work that failed at its last try; given_up_at: since when it is tried no more."""

    key: str
    kind: str
    error: str
    tries: int
    due_at: Moment
    given_up_at: Moment | None


class FailingTimers(Shape):
    """What fails, given up first."""

    timers: list[FailingTimer]


class TimerKey(Shape):
    """Which."""

    key: str = Field(min_length=1, max_length=255)


class Number(Shape):
    """A WhatsApp number. held: messages that wait until it sends again."""

    id: str
    phone: str
    paused: bool
    reason: str
    mend: str
    held: int


class Numbers(Shape):
    """The account's numbers."""

    numbers: list[Number]
