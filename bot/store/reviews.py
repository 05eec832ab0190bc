"""Money that a person must look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from bot.store.changes import record_change
from bot.store.tables.commerce import payment_review


def open_review(  # noqa: PLR0917 - what, why, and with which facts
    conn: Connection,
    account_id: int,
    attempt_id: int,
    reason: str,
    facts: Mapping[str, Any],
    at: int,
    *,
    anew: bool = False,
) -> bool:
    """Ask a person to look, once for each attempt and reason. True: newly asked.

    anew: ask again where an earlier one was closed, because it happened again.
    """
    mine = and_(payment_review.c.attempt_id == attempt_id, payment_review.c.reason == reason)
    if anew:
        mine = and_(mine, payment_review.c.closed_at.is_(None))
    if conn.scalar(select(payment_review.c.id).where(mine)) is not None:
        return False
    row = {
        "account_id": account_id,
        "attempt_id": attempt_id,
        "reason": reason,
        "facts": dict(facts),
        "at": at,
    }
    made = conn.execute(insert(payment_review).values(row).returning(payment_review.c.id))
    record_change(conn, account_id, "payment_review", made.scalar_one(), at)
    return True


def count_reviews(conn: Connection) -> int:
    """Return how many payments of the whole installation wait for a person."""
    waiting = select(func.count()).select_from(payment_review)
    return conn.scalar(waiting.where(payment_review.c.closed_at.is_(None))) or 0


def is_disputed(conn: Connection, attempt_id: int | None) -> bool:
    """Whether a dispute of this payment waits for a person."""
    mine = and_(
        payment_review.c.attempt_id == attempt_id,
        payment_review.c.reason == "dispute",
        payment_review.c.closed_at.is_(None),
    )
    return conn.scalar(select(payment_review.c.id).where(mine)) is not None


def close_review(conn: Connection, account_id: int, review_id: int, decision: str, at: int) -> bool:
    """Note how a person has dealt with it. True: it was open."""
    mine = and_(
        payment_review.c.id == review_id,
        payment_review.c.account_id == account_id,
        payment_review.c.closed_at.is_(None),
    )
    ended = update(payment_review).where(mine).values(closed_at=at, decision=decision)
    closed = conn.execute(ended).rowcount > 0
    if closed:
        record_change(conn, account_id, "payment_review", review_id, at)
    return closed
