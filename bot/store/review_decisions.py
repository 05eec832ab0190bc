"""What follows when a person closes a payment's review: money back, an order, or nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from actions.shop.money import Money
from bot.orders.ports import Receipts
from bot.payments.apply import Decision as Applied
from bot.payments.protocol import Snapshot
from bot.payments.reviews import Decision, ReviewError, UnknownReviewError, check_decision
from bot.store.attempts import read_attempt
from bot.store.audit import record_audit
from bot.store.carts import cart_version, lock_cart
from bot.store.dialect import for_update
from bot.store.order_rows import order_of_cart
from bot.store.payment_notices import Applying, tell_payment
from bot.store.payments import make_paid_order
from bot.store.refunds import drop_refund, queue_refund, refund_again, refundable
from bot.store.reviews import close_review
from bot.store.stock import ShortageError
from bot.store.tables.commerce import payment_review

REASON = "review"


def close_as(
    conn: Connection,
    account_id: int,
    review_id: int,
    decision: Decision,
    receipts: Receipts,
    *,
    token: str,
    at: int,
) -> int:
    """Do what was decided about an open review and close it; return its id.

    The cart is locked before its attempt, as where providers' answers are applied.
    """
    seen = _review(conn, account_id, review_id)
    now = _around(conn, seen, receipts, token, at)
    review = _review(conn, account_id, review_id, lock=True)
    check_decision(review["reason"], decision)
    if decision == "order":
        _order(conn, now)
    elif decision == "refund":
        _refund(conn, now, review)
    elif "refund_id" in _facts(review):
        drop_refund(conn, int(_facts(review)["refund_id"]), "settled by hand")
    close_review(conn, account_id, review_id, decision, at)
    facts = {"review": review_id, "reason": review["reason"], "decision": decision}
    record_audit(conn, account_id, None, "payment_review.closed", at, **facts)
    return review_id


def _review(conn: Connection, account_id: int, review_id: int, *, lock: bool = False) -> RowMapping:
    query = select(payment_review).where(
        payment_review.c.id == review_id,
        payment_review.c.account_id == account_id,
        payment_review.c.closed_at.is_(None),
    )
    row = conn.execute(for_update(conn, query) if lock else query).mappings().first()
    if row is None:
        raise UnknownReviewError(f"there is no open review {review_id}")
    return row


def _facts(review: RowMapping) -> Mapping[str, Any]:
    return review["facts"] or {}


def _around(
    conn: Connection, review: RowMapping, receipts: Receipts, token: str, at: int
) -> Applying:
    """Lock the payment's rows, and say what its provider told last as it is kept."""
    cart = lock_cart(conn, read_attempt(conn, review["attempt_id"])["cart_id"])
    attempt = read_attempt(conn, review["attempt_id"], lock=True)
    lines = cart_version(conn, cart["id"], attempt["cart_version"], attempt["currency"])
    seen = Snapshot(
        ref=attempt["provider_ref"] or "",
        reference=attempt["reference"],
        status="paid",
        amount=Money(attempt["amount"], attempt["currency"]),
        refunded=attempt["refunded"],
        method=attempt["method"] or "",
        live=bool(attempt["live"]),
    )
    return Applying(attempt, cart, lines, seen, receipts, token, at)


def _order(conn: Connection, now: Applying) -> None:
    made = order_of_cart(conn, now.cart["id"])
    if made is not None:
        raise ReviewError(f"order {made['number']} was made of this cart already: close it as done")
    if now.attempt["state"] != "paid":
        raise ReviewError("the money is not there any more: close it as done")
    try:
        make_paid_order(conn, now)
    except ShortageError as error:
        raise ReviewError(f"{error}: raise the stock first, or close it as refund") from error


def _refund(conn: Connection, now: Applying, review: RowMapping) -> None:
    facts = _facts(review)
    if review["reason"] == "refund_failed":
        if "refund_id" not in facts:
            raise ReviewError("the bank sent this refund back: pay the buyer, close it as done")
        refund_again(conn, now.attempt, int(facts["refund_id"]), f"again-{review['id']}", now.at)
        return
    mismatch = review["reason"] == "mismatch"
    amount = _mismatched(conn, now, facts) if mismatch else refundable(conn, now.attempt)
    if amount <= 0:
        raise ReviewError("nothing of this payment is left to give back: close it as done")
    queue_refund(conn, now.attempt, amount, REASON, now.at, str(review["id"]))
    row = now.attempt
    applied = Applied(row["state"], row["paid"], row["refunded"], row["disputed"], refund=amount)
    tell_payment(conn, now, "refund_started", applied)


def _mismatched(conn: Connection, now: Applying, facts: Mapping[str, Any]) -> int:
    """Return what is left of a sum that was not asked for, where it is certainly this payment."""
    row = now.attempt
    kept = (row["provider_ref"], row["currency"], bool(row["live"]), "paid")
    told = (facts.get("ref"), facts.get("currency"), facts.get("live"), facts.get("status"))
    if kept != told:
        raise ReviewError(
            "this is not the payment as it was asked for: give it back in the provider's own "
            "pages, then close it as done"
        )
    went = int(facts.get("refunded") or 0)
    return refundable(conn, row, came=int(facts["amount"]), went=went)
