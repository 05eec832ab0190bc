"""The 24-hour window: free-form messages only while the customer has written lately.

A message or call of the customer opens or renews it; clicking a link or paying does not.
"""

from __future__ import annotations

from typing import Final, Literal

from bot.clock import HOUR

LENGTH: Final = 24 * HOUR
# Sending takes time, and Meta's clock counts: the last half minute is taken for closed.
MARGIN: Final = 30_000

Form = Literal["free", "template"]


def is_open(last_customer_at: int | None, now: int) -> bool:
    """Whether a free-form message may be sent now. Times in ms UTC."""
    return last_customer_at is not None and now < closes_at(last_customer_at)


def closes_at(last_customer_at: int) -> int:
    """Return when the window that this message opened is taken for closed."""
    return last_customer_at + LENGTH - MARGIN


def form_for(last_customer_at: int | None, now: int) -> Form:
    """Return which form a message takes: free-form inside the window, else a template."""
    return "free" if is_open(last_customer_at, now) else "template"
