"""In which form a message goes out, and what becomes of it when it does not. Pure rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.clock import MINUTE, SECOND
from bot.outbox.outgoing import Form, Wire
from bot.outbox.ports import Pending, Verdict
from bot.whatsapp.errors import MetaError, UnknownOutcomeError, UnreachableError, WhatsAppError
from bot.whatsapp.window import form_for

# How often Meta may ask for patience before a person looks at it.
MOST_TRIES: Final = 10
LONGEST_WAIT: Final = 10 * MINUTE
# How long a try without an answer waits for a status that tells its outcome.
GRACE: Final = 6 * SECOND
OPTED_OUT: Final = 131050
# The kind of message that nobody asked for and nobody waits for (bot.orders.recovery).
REMINDER: Final = "recovery"


def choose_form(
    forms: Mapping[Form, Wire | None], last_customer_at: int | None, now: int
) -> Form | None:
    """Return the form to send now; None when the window is closed and there is no template."""
    orders: Sequence[Form] = ("template",)
    if form_for(last_customer_at, now) == "free":
        orders = ("free", "plain", "template")
    return next((form for form in orders if forms.get(form)), None)


def form_at_once(pending: Pending, now: int) -> Form | None:
    """Return the form in which a message that was never tried can go out now; None: it cannot."""
    untried = pending.state == "queued" and pending.attempts == 0 and pending.next_try_at <= now
    if not untried or pending.paused or pending.recipient is None:
        return None
    return choose_form(pending.forms, pending.last_customer_at, now)


def no_form(pending: Pending) -> Verdict:
    """Return what becomes of a message that may not go out in any form: a person's task."""
    return _unasked(pending, Verdict("failed", "window_closed", flag=True))


def nobody(pending: Pending) -> Verdict:
    """Return what becomes of a message to somebody without an address."""
    return _unasked(pending, Verdict("dead", "no_address", flag=True))


def on_error(pending: Pending, error: WhatsAppError, now: int, jitter: float) -> Verdict:
    """Return what becomes of a message after a try that failed. jitter: 0 to 1."""
    return _unasked(pending, _on_error(pending, error, now, jitter))


def _unasked(pending: Pending, verdict: Verdict) -> Verdict:
    """A reminder that misses its moment is nobody's task: only its reason is kept."""
    return replace(verdict, flag=verdict.flag and pending.kind != REMINDER)


def _on_error(pending: Pending, error: WhatsAppError, now: int, jitter: float) -> Verdict:
    if isinstance(error, UnknownOutcomeError):
        if pending.tries >= MOST_TRIES:
            return Verdict("dead", "unknown_outcome", flag=True)
        return Verdict("sending", "unknown_outcome", next_try_at=now + GRACE)
    if isinstance(error, UnreachableError):
        wait = wait_for(error, pending.tries, jitter)
        return Verdict("queued", "unreachable", next_try_at=now + wait)
    return _refused(pending, error, now, jitter)


def wait_for(error: WhatsAppError, attempts: int, jitter: float) -> int:
    """Return how many ms to wait after so many tries (131056: Meta asks for 4^X seconds)."""
    base = SECOND if error.retry_after is None else error.retry_after
    grown = base * error.growth ** min(max(attempts - 1, 0), 20)
    capped = max(base, min(grown, LONGEST_WAIT))
    return int(capped * (1 + jitter / 4))


def _refused(pending: Pending, error: WhatsAppError, now: int, jitter: float) -> Verdict:
    code = error.code if isinstance(error, MetaError) else None
    reason = str(error)
    match error.kind:
        case "auth" | "integrity" | "account":
            return Verdict("held", reason, code, pause=True)
        case "window":
            return _other_form(pending, ("free", "plain"), reason, code, now)
        case "template":
            return _other_form(pending, ("template",), reason, code, now)
        case "bug" if pending.forms.get("free") and pending.forms.get("plain"):
            return _other_form(pending, ("free",), reason, code, now)
        case "recipient":
            return Verdict("failed", reason, code, opted_out=code == OPTED_OUT)
        case "retry" if pending.tries < MOST_TRIES:
            wait = wait_for(error, pending.tries, jitter)
            return Verdict("queued", reason, code, next_try_at=now + wait)
        case _:
            return Verdict("dead", reason, code, flag=True)


def _other_form(
    pending: Pending, bad: tuple[Form, ...], reason: str, code: int | None, now: int
) -> Verdict:
    """Give another form its chance, where there is one that may go out now."""
    left: dict[Form, Wire | None] = {**pending.forms, **dict.fromkeys(bad)}
    if choose_form(left, pending.last_customer_at, now) is None:
        return Verdict("failed", reason, code, drop=bad, flag=True)
    return Verdict("queued", reason, code, next_try_at=now, drop=bad)
