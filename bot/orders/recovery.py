"""When an abandoned cart gets its one reminder, in which form, and when it gets none. Pure.

Inside WhatsApp's 24-hour window the reminder is free-form. Outside it only an approved
MARKETING template may go, and only to who agreed to it: Meta counts reminders of carts as
marketing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from bot.clock import HOUR, MINUTE

WINDOW: Final = 24 * HOUR
# Half an hour before the window closes: the last moment at which free-form is safe.
LAST_CALL: Final = WINDOW - 30 * MINUTE
# Sending takes time, and Meta's clock counts: the last half minute is taken for closed.
_MARGIN: Final = MINUTE // 2

Form = Literal["free", "template"]
Marketing = Literal["unknown", "in", "out"]
Reason = Literal[
    "ordered", "paid", "payment_pending", "newer_cart", "cleared", "empty", "switched_off",
    "before_switching_on", "person", "opted_out", "already_sent", "no_template", "window_closed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """How things stand when the timer rings. Times in ms UTC, delay in minutes.

    cart: open, ordered, cleared. paid: money came in that made no order (yet).
    pending: a voucher is printed or a payment is being processed. template: an approved
    MARKETING template for reminders exists.
    """

    now: int
    cart: str
    changed_at: int
    units: int
    enabled: bool
    delay: int
    since: int
    marketing: Marketing
    last_customer_at: int | None
    template: bool
    ordered: bool = False
    paid: bool = False
    pending: bool = False
    newer: bool = False
    person: bool = False
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Send:
    """Send it now in this form."""

    form: Form


@dataclass(frozen=True, slots=True)
class Suppress:
    """Send nothing, and keep why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Wait:
    """It is too early. until: ms UTC."""

    until: int


Verdict = Send | Suppress | Wait


def decide(facts: Facts) -> Verdict:
    """Return what becomes of the reminder of this cart now."""
    reason = _never(facts)
    if reason is not None:
        return Suppress(reason)
    due = due_at(facts.changed_at, facts.delay, facts.last_customer_at)
    if due > facts.now:
        return Wait(due)
    return _form(facts)


def due_at(changed_at: int, delay: int, last_customer_at: int | None) -> int:
    """Return when the reminder is due: after the delay, but while it can still be free-form."""
    due = changed_at + delay * MINUTE
    if last_customer_at is None:
        return due
    last_call = last_customer_at + LAST_CALL
    return min(due, last_call) if last_call > changed_at else due


def _never(facts: Facts) -> Reason | None:
    return _settled(facts) or _shop_says_no(facts) or _customer_says_no(facts)


def _settled(facts: Facts) -> Reason | None:
    if facts.ordered or facts.cart == "ordered":
        return "ordered"
    if facts.paid:
        return "paid"
    if facts.pending:
        return "payment_pending"
    if facts.newer:
        return "newer_cart"
    if facts.cart != "open":
        return "cleared"
    return None if facts.units else "empty"


def _shop_says_no(facts: Facts) -> Reason | None:
    if not facts.enabled:
        return "switched_off"
    if facts.changed_at < facts.since:
        return "before_switching_on"
    return "person" if facts.person else None


def _customer_says_no(facts: Facts) -> Reason | None:
    if facts.marketing == "out":
        return "opted_out"
    return "already_sent" if facts.sent else None


def _form(facts: Facts) -> Verdict:
    opened = facts.last_customer_at
    if opened is not None and facts.now < opened + WINDOW - _MARGIN:
        return Send("free")
    if facts.marketing != "in":
        return Suppress("window_closed")
    return Send("template") if facts.template else Suppress("no_template")
