"""What a status of Meta's means for a message of ours. Pure rules."""

from __future__ import annotations

from bot.outbox.ports import Pending, Verdict
from bot.outbox.verdict import on_error
from bot.whatsapp.errors import from_problem
from bot.whatsapp.read_status import RANK, Status


def goes_forward(current: str | None, status: Status) -> bool:
    """Whether a status says more than what is known; unknown words never do.

    sent < delivered < read < played; failed may come late and is the last word.
    """
    return status.rank > RANK.get(current or "", 0)


def verdict_of(pending: Pending, status: Status, now: int) -> Verdict:
    """Return what becomes of a message that Meta took and reports as failed later.

    A closed window sends it again as its template, or makes it a person's task.
    """
    if not status.errors:
        return Verdict("failed", "failed without a reason")
    return on_error(pending, from_problem(status.errors[0]), now, jitter=0.0)
