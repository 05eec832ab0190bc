"""What a provider's answer means for an attempt, its cart and its order. Pure.

One function for webhook, return page and poller: it depends only on how things stand, so
order, repetition and delay of the hints do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from actions.shop.money import Money
from bot.payments.protocol import Snapshot

State = Literal[
    "created", "open", "pending", "failed", "expired", "superseded",
    "paid", "part_refunded", "refunded",
]  # fmt: skip

# Attempts only move forward. A late success (failed, expired, superseded -> paid) is forward,
# and a page that we had given up ends as its provider says: a voucher printed there is alive.
_RANK: Final[dict[str, int]] = {
    "created": 0, "open": 1, "pending": 2, "failed": 3, "expired": 3, "superseded": 3,
    "paid": 4, "part_refunded": 5, "refunded": 6,
}  # fmt: skip

Reason = Literal["mismatch", "cart_changed", "cart_gone", "stock", "dispute", "refund_failed"]
Notice = Literal[
    "payment_pending", "payment_failed", "payment_review", "refund_started", "refunded"
]


@dataclass(frozen=True, slots=True)
class Attempt:
    """The attempt as we keep it. amount is what was to be paid."""

    reference: str
    state: State
    amount: Money
    cart_version: int
    live: bool
    paid: int = 0
    refunded: int = 0
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Cart:
    """The attempt's cart now. shortages: SKUs of the attempt's version that are not there."""

    state: str
    version: int
    shortages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """The order that the cart became, if any. mine: this attempt paid for it."""

    mine: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What to write, in one commit. refund: minor units to give back now."""

    state: State
    paid: int
    refunded: int
    disputed: bool
    make_order: bool = False
    refund: int = 0
    review: tuple[Reason, ...] = ()
    notices: tuple[Notice, ...] = ()


def decide(attempt: Attempt, cart: Cart, order: Order | None, seen: Snapshot) -> Decision:
    """Return what this snapshot changes; applied again, it changes nothing more."""
    if not _same_payment(attempt, seen):
        return _mismatch(attempt, seen)
    if seen.status == "paid":
        return _paid(attempt, cart, order, seen)
    return _unpaid(attempt, seen)


def settled(state: str) -> bool:
    """Whether the money came in, whatever became of it afterwards."""
    return _RANK[state] >= _RANK["paid"]


def _same_payment(attempt: Attempt, seen: Snapshot) -> bool:
    if seen.reference != attempt.reference or seen.live != attempt.live:
        return False
    return seen.amount == attempt.amount and 0 <= seen.refunded <= seen.amount.amount


def _mismatch(attempt: Attempt, seen: Snapshot) -> Decision:
    """Nothing moves but a person looks; whoever paid us another amount is told so."""
    ours = seen.reference == attempt.reference and seen.live == attempt.live
    told: tuple[Notice, ...] = ("payment_review",) if ours and seen.status == "paid" else ()
    return Decision(
        attempt.state, attempt.paid, attempt.refunded, attempt.disputed,
        review=("mismatch",), notices=told,
    )  # fmt: skip


def _unpaid(attempt: Attempt, seen: Snapshot) -> Decision:
    state = _forward(attempt.state, seen.status)
    notices: tuple[Notice, ...] = ()
    if state != attempt.state and state == "pending":
        notices = ("payment_pending",)
    elif attempt.state == "pending" and state in {"failed", "expired"}:
        notices = ("payment_failed",)
    return Decision(state, attempt.paid, attempt.refunded, attempt.disputed, notices=notices)


def _forward(now: State, told: State) -> State:
    if now == "superseded" and told in {"pending", "failed", "expired"}:
        return told
    return told if _RANK[told] > _RANK[now] else now


def _paid(attempt: Attempt, cart: Cart, order: Order | None, seen: Snapshot) -> Decision:
    refunded = max(attempt.refunded, seen.refunded)
    disputed = attempt.disputed or seen.disputed
    review: tuple[Reason, ...] = ("dispute",) if disputed and not attempt.disputed else ()
    if seen.refunded < attempt.refunded:
        # The bank sent a refund back: the provider has the money again, the buyer has not.
        review = (*review, "refund_failed")
    notices: tuple[Notice, ...] = ("refunded",) if refunded > attempt.refunded else ()
    base = Decision(
        _forward(attempt.state, _money_state(seen.amount.amount, refunded)),
        seen.amount.amount, refunded, disputed, review=review, notices=notices,
    )  # fmt: skip
    if settled(attempt.state) or base.state == "refunded":
        return base
    return _first_paid(base, attempt, cart, order)


def _money_state(paid: int, refunded: int) -> State:
    if refunded == 0:
        return "paid"
    return "refunded" if refunded >= paid else "part_refunded"


def _first_paid(base: Decision, attempt: Attempt, cart: Cart, order: Order | None) -> Decision:
    if order is not None:
        return base if order.mine else _give_back(base)
    reason = _obstacle(attempt, cart)
    return _with(base, make_order=True) if reason is None else _with(base, reason=reason)


def _obstacle(attempt: Attempt, cart: Cart) -> Reason | None:
    if cart.state != "open":
        return "cart_gone"
    # A printed voucher is a promise: paid late, it buys what it was printed for.
    if cart.version != attempt.cart_version and attempt.state != "pending":
        return "cart_changed"
    return "stock" if cart.shortages else None


def _give_back(base: Decision) -> Decision:
    return Decision(
        base.state, base.paid, base.refunded, base.disputed,
        refund=base.paid - base.refunded, review=base.review,
        notices=(*base.notices, "refund_started"),
    )  # fmt: skip


def _with(base: Decision, *, make_order: bool = False, reason: Reason | None = None) -> Decision:
    review = base.review if reason is None else (*base.review, reason)
    told = base.notices if reason is None else (*base.notices, "payment_review")
    return Decision(
        base.state, base.paid, base.refunded, base.disputed,
        make_order=make_order, review=review, notices=told,
    )  # fmt: skip
