"""The back office: payments to decide on, what was given up, what fails, numbers that stopped."""

from __future__ import annotations

from dataclasses import asdict
from typing import cast

from bot.console.api import office_models as models
from bot.console.api.endpoint import ApiError, Call, Endpoint
from bot.console.api.ports import Direction, Number
from bot.console.parts import Parts
from bot.outbox.mend import mend_words
from bot.payments.reviews import Review, ReviewError, UnknownReviewError

_NOT_DEAD = {404: "There is no such message that was given up."}


def office_endpoints(parts: Parts) -> list[Endpoint]:
    """Return the endpoints."""
    calls = _Office(parts)
    return [
        Endpoint(
            "GET", "/payments/reviews", "List payments that wait for a person", calls.reviews,
            models.PaymentReviews,
        ),
        Endpoint(
            "POST", "/payments/reviews/{id}/close", "Decide on a payment and close its review",
            calls.close, models.PaymentReview, body=models.ReviewDecision,
            errors={
                404: "There is no such open review.",
                409: "It cannot be closed like this; the message says why.",
            },
        ),
        Endpoint(
            "GET", "/dead-letters", "List messages that were given up, newest first",
            calls.letters, models.DeadLetters, models.DeadLettersQuery,
        ),
        Endpoint(
            "POST", "/dead-letters/out/{id}/revive", "Send a message of ours once more",
            calls.revive_outgoing, models.Done, errors=_NOT_DEAD,
        ),
        Endpoint(
            "POST", "/dead-letters/in/{id}/revive", "Let a customer's message have its turn",
            calls.revive_incoming, models.Done, errors=_NOT_DEAD,
        ),
        Endpoint(
            "GET", "/timers/failing", "List work that fails, given up first", calls.timers,
            models.FailingTimers,
        ),
        Endpoint(
            "POST", "/timers/run", "Run work that fails or was given up now", calls.run_again,
            models.Done, body=models.TimerKey, errors={404: "Nothing of this key fails."},
        ),
        Endpoint(
            "GET", "/numbers", "List WhatsApp numbers, and why one is paused", calls.numbers,
            models.Numbers,
        ),
        Endpoint(
            "POST", "/numbers/resume", "Let paused numbers send again", calls.resume,
            models.Numbers,
        ),
    ]  # fmt: skip


class _Office:
    def __init__(self, parts: Parts) -> None:
        self._office = parts.office

    async def reviews(self, call: Call) -> models.PaymentReviews:
        found = await self._office.reviews.waiting(call.account_id)
        return models.PaymentReviews(reviews=[review_of(one) for one in found])

    async def close(self, call: Call) -> models.PaymentReview:
        told = cast("models.ReviewDecision", call.body)
        try:
            closed = await self._office.reviews.close(
                call.account_id, call.ids["id"], told.decision
            )
        except UnknownReviewError as error:
            raise ApiError(404, "unknown_review", str(error)) from error
        except ReviewError as error:
            raise ApiError(409, "review", str(error)) from error
        return review_of(closed)

    async def letters(self, call: Call) -> models.DeadLetters:
        asked = cast("models.DeadLettersQuery", call.query)
        found = await self._office.letters.letters(call.account_id, asked.limit)
        return models.DeadLetters(letters=[models.DeadLetter(**asdict(one)) for one in found])

    async def revive_outgoing(self, call: Call) -> models.Done:
        return await self._revive(call, "out")

    async def revive_incoming(self, call: Call) -> models.Done:
        return await self._revive(call, "in")

    async def _revive(self, call: Call, direction: Direction) -> models.Done:
        letter = call.ids["id"]
        if not await self._office.letters.revive(call.account_id, direction, letter):
            raise ApiError(404, "unknown_letter", f"no message {direction}-{letter} was given up")
        return models.Done()

    async def timers(self, call: Call) -> models.FailingTimers:
        found = await self._office.timers.timers(call.account_id)
        return models.FailingTimers(timers=[models.FailingTimer(**asdict(one)) for one in found])

    async def run_again(self, call: Call) -> models.Done:
        key = cast("models.TimerKey", call.body).key
        if not await self._office.timers.run_again(call.account_id, key):
            raise ApiError(404, "unknown_timer", f"no timer {key!r} fails")
        return models.Done()

    async def numbers(self, call: Call) -> models.Numbers:
        found = await self._office.numbers.numbers(call.account_id)
        return models.Numbers(numbers=[number_of(one) for one in found])

    async def resume(self, call: Call) -> models.Numbers:
        await self._office.numbers.resume(call.account_id)
        return await self.numbers(call)


def review_of(review: Review) -> models.PaymentReview:
    """Return a review as the API has it."""
    seen = review.seen
    return models.PaymentReview(
        id=review.id,
        reason=review.reason,
        choices=list(review.choices),
        at=review.at,
        provider=review.provider,
        ref=review.ref,
        attempt_id=review.attempt_id,
        state=review.state,
        expected=review.expected.amount,
        currency=review.expected.currency,
        seen=None if seen is None else seen.amount,
        seen_currency=None if seen is None else seen.currency,
        cart_id=review.cart_id,
        conversation_id=review.conversation_id,
        customer=review.customer,
        order_number=review.order_number,
        why=review.why,
    )


def number_of(number: Number) -> models.Number:
    """Return a number as the API has it."""
    mend = mend_words(number.reason) if number.paused else ""
    return models.Number(**asdict(number), mend=mend)
