"""Refunds: queued in the commit that causes them, given by a timer, never twice."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, RowMapping, select, update

from actions.shop.money import Money
from bot.payments.ports import PendingRefund
from bot.payments.protocol import RefundResult
from bot.store.attempts import read_attempt
from bot.store.dialect import for_update, upsert
from bot.store.reviews import open_review
from bot.store.tables.commerce import payment_attempt, refund
from bot.store.timers import set_timer

REFUND: Final = "refund"


def queue_refund(conn: Connection, attempt: RowMapping, amount: int, reason: str, at: int) -> None:
    """Have this much given back; the same attempt and reason a second time writes nothing."""
    row: dict[str, Any] = {
        "account_id": attempt["account_id"],
        "attempt_id": attempt["id"],
        # The provider's idempotency key: unguessable, and the same at every try.
        "key": f"{attempt['reference']}-{reason}",
        "amount": amount,
        "currency": attempt["currency"],
        "reason": reason,
        "next_try_at": at,
        "created_at": at,
    }
    fresh = upsert(conn, refund).values(**row).on_conflict_do_nothing().returning(refund.c.id)
    refund_id = conn.scalar(fresh)
    if refund_id is not None:
        facts = {"refund_id": refund_id}
        set_timer(conn, f"refund:{refund_id}", at, REFUND, facts, attempt["account_id"])


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
