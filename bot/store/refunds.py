"""Refunds: queued in the commit that causes them, given by a timer, never twice."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, select, update

from actions.shop.money import Money
from bot.payments.ports import PendingRefund
from bot.payments.protocol import RefundResult
from bot.payments.reviews import ReviewError
from bot.store.attempts import read_attempt
from bot.store.dialect import for_update, upsert
from bot.store.reviews import open_review
from bot.store.tables.commerce import payment_attempt, refund
from bot.store.timers import cancel_timer, set_timer

REFUND: Final = "refund"


def queue_refund(  # noqa: PLR0917 - of what, how much, why
    conn: Connection, attempt: RowMapping, amount: int, reason: str, at: int, name: str = ""
) -> None:
    """Have this much given back; the same attempt and reason a second time writes nothing.

    name: tells refunds of one reason apart.
    """
    row: dict[str, Any] = {
        "account_id": attempt["account_id"],
        "attempt_id": attempt["id"],
        # The provider's idempotency key: unguessable, and the same at every try.
        "key": refund_key(attempt, reason, name),
        "amount": amount,
        "currency": attempt["currency"],
        "reason": reason,
        "next_try_at": at,
        "created_at": at,
    }
    fresh = upsert(conn, refund).values(**row).on_conflict_do_nothing().returning(refund.c.id)
    refund_id = conn.scalar(fresh)
    if refund_id is not None:
        ring_refund(conn, refund_id, attempt["account_id"], at)


def refund_key(attempt: RowMapping, reason: str, name: str = "") -> str:
    """Return the provider's idempotency key of a refund."""
    return f"{attempt['reference']}-{reason}{name and '-'}{name}"


def ring_refund(conn: Connection, refund_id: int, account_id: int, at: int) -> None:
    """Have a queued refund given now."""
    set_timer(conn, timer_of(refund_id), at, REFUND, {"refund_id": refund_id}, account_id)


def timer_of(refund_id: int) -> str:
    """Name the timer that gives a refund."""
    return f"refund:{refund_id}"


def refundable(
    conn: Connection, attempt: RowMapping, *, came: int | None = None, went: int = 0
) -> int:
    """Return how much of a locked attempt's payment is neither given back nor about to be.

    What was given and is not seen at the provider yet counts, and so does what people gave
    back in the provider's own pages. came, went: what a provider told of a payment that is not
    as it was asked for, in minor units; its attempt knows nothing of that money.
    """
    sums = select(refund.c.state, func.sum(refund.c.amount)).group_by(refund.c.state)
    mine = sums.where(refund.c.attempt_id == attempt["id"])
    ours = {state: int(amount) for state, amount in conn.execute(mine)}
    paid = int(attempt["paid"]) if came is None else came
    given = max(int(attempt["refunded"]), went, ours.get("done", 0) + ours.get("pending", 0))
    return max(0, paid - given - ours.get("queued", 0))


def pending_refund(conn: Connection, refund_id: int) -> PendingRefund:
    """Return a refund with the payment that it belongs to."""
    query = (
        select(refund, payment_attempt.c.provider, payment_attempt.c.provider_ref.label("payment"))
        .join(payment_attempt, payment_attempt.c.id == refund.c.attempt_id)
        .where(refund.c.id == refund_id)
    )
    row = conn.execute(query).mappings().one()
    return PendingRefund(
        id=row["id"],
        account_id=row["account_id"],
        attempt_id=row["attempt_id"],
        provider=row["provider"],
        ref=row["payment"] or "",
        amount=Money(row["amount"], row["currency"]),
        key=row["key"],
        state=row["state"],
    )


def settle_refund(conn: Connection, refund_id: int, result: RefundResult, at: int) -> None:
    """Keep what the provider made of a refund. Only a failed one needs a person."""
    values = {"state": result.state, "provider_ref": result.ref or None, "next_try_at": None}
    row = _locked(conn, refund_id)
    conn.execute(update(refund).where(refund.c.id == row["id"]).values(values))
    if result.state == "failed":
        _to_person(conn, row, "the provider could not give the money back", at)


def fail_refund(conn: Connection, refund_id: int, why: str, at: int) -> None:
    """Give up a refund that the provider refuses, and ask a person."""
    row = _locked(conn, refund_id)
    values = {"state": "failed", "error": why, "next_try_at": None}
    conn.execute(update(refund).where(refund.c.id == row["id"]).values(values))
    _to_person(conn, row, why, at)


def refund_again(conn: Connection, attempt: RowMapping, refund_id: int, name: str, at: int) -> None:
    """Try a refund once more. ReviewError when the money is not there to be given back.

    One whose outcome is not known keeps its key, so that money goes back once; one that the
    provider refused or failed needs a new one, or the same answer would come again.
    """
    row = _locked(conn, refund_id)
    if row["state"] == "queued":
        ring_refund(conn, refund_id, row["account_id"], at)
        return
    left = refundable(conn, attempt)
    if row["state"] != "failed" or row["amount"] > left:
        raise ReviewError(f"only {left} minor units are left to give back: close it as done")
    queue_refund(conn, attempt, row["amount"], row["reason"], at, name)


def drop_refund(conn: Connection, refund_id: int, why: str) -> None:
    """Give no more of a refund that was never answered: a person has settled it."""
    mine = (refund.c.id == refund_id, refund.c.state == "queued")
    ended = update(refund).where(*mine).values(state="failed", error=why, next_try_at=None)
    if conn.execute(ended).rowcount:
        cancel_timer(conn, timer_of(refund_id))


def stick_refund(conn: Connection, refund_id: int, why: str, at: int) -> None:
    """Ask a person about a refund that was never answered. It stays owed, and can be run again."""
    row = _locked(conn, refund_id)
    if row["state"] == "queued":
        conn.execute(update(refund).where(refund.c.id == row["id"]).values(error=why))
        _to_person(conn, row, why, at)


def _locked(conn: Connection, refund_id: int) -> RowMapping:
    query = for_update(conn, select(refund).where(refund.c.id == refund_id))
    return conn.execute(query).mappings().one()


def _to_person(conn: Connection, row: RowMapping, why: str, at: int) -> None:
    attempt = read_attempt(conn, row["attempt_id"])
    facts = {"refund_id": row["id"], "amount": row["amount"], "why": why}
    open_review(conn, attempt["account_id"], attempt["id"], "refund_failed", facts, at, anew=True)
