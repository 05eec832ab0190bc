"""What a provider's answer causes, in one commit: order, refund, review, messages.

The decision is bot.payments.apply's; this writes it. The cart is locked before its attempt,
so that two providers, a webhook and a return page meet one after the other.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping

from actions.shop.cart import Cart, CartLine
from actions.shop.money import Money
from bot.orders.leftover import left_over
from bot.orders.ports import Receipts
from bot.orders.values import details_from
from bot.payments.apply import Attempt, Decision, decide
from bot.payments.apply import Cart as CartFacts
from bot.payments.apply import Order as OrderFacts
from bot.payments.protocol import Snapshot
from bot.store.attempts import change_attempt, plan_check, read_attempt
from bot.store.carts import CartOwner, cart_version, lock_cart, new_cart
from bot.store.links import make_link
from bot.store.notices import tell
from bot.store.order_rows import Draft, make_order, order_of_cart
from bot.store.payment_notices import Applying, payment_notice, tell_payment
from bot.store.recovery import cancel_cart_recovery
from bot.store.refunds import queue_refund
from bot.store.reviews import open_review
from bot.store.stock import shortages


def apply_snapshot(  # noqa: PLR0917 - the one way in
    conn: Connection, attempt_id: int, seen: Snapshot, receipts: Receipts, token: str, at: int
) -> str:
    """Do all that a snapshot means; return the attempt's state. Again: nothing more."""
    cart = lock_cart(conn, read_attempt(conn, attempt_id)["cart_id"])
    attempt = read_attempt(conn, attempt_id, lock=True)
    lines = cart_version(conn, cart["id"], attempt["cart_version"], attempt["currency"])
    now = Applying(attempt, cart, lines, seen, receipts, token, at)
    decision = decide(
        _attempt_facts(attempt), _cart_facts(conn, now), _order_facts(conn, now), seen
    )
    _write(conn, now, decision)
    return decision.state


def _attempt_facts(row: RowMapping) -> Attempt:
    return Attempt(
        reference=row["reference"],
        state=row["state"],
        amount=Money(row["amount"], row["currency"]),
        cart_version=row["cart_version"],
        live=bool(row["live"]),
        paid=row["paid"],
        refunded=row["refunded"],
        disputed=bool(row["disputed"]),
    )


def _cart_facts(conn: Connection, now: Applying) -> CartFacts:
    missing = () if now.seen.status != "paid" else _missing(conn, now)
    return CartFacts(now.cart["state"], now.cart["version"], missing)


def _missing(conn: Connection, now: Applying) -> tuple[str, ...]:
    if now.cart["state"] != "open":
        return ()
    return shortages(conn, now.cart["account_id"], now.lines)


def _order_facts(conn: Connection, now: Applying) -> OrderFacts | None:
    row = order_of_cart(conn, now.cart["id"])
    if row is None:
        return None
    return OrderFacts(mine=row["attempt_id"] == now.attempt["id"])


def _write(conn: Connection, now: Applying, decision: Decision) -> None:
    row = change_attempt(conn, now.attempt, now.at, **_values(now, decision))
    plan_check(conn, row, now.at)
    if decision.make_order:
        make_paid_order(conn, now)
    elif decision.state == "pending":
        cancel_cart_recovery(conn, now.cart["id"], "payment_pending", now.at)
    elif decision.review and now.seen.status == "paid":
        cancel_cart_recovery(conn, now.cart["id"], "paid", now.at)
    if decision.refund:
        queue_refund(conn, row, decision.refund, "double", now.at)
    for reason in decision.review:
        open_review(conn, row["account_id"], row["id"], reason, _seen_facts(now), now.at)
    for kind in decision.notices:
        tell_payment(conn, now, kind, decision)


def _values(now: Applying, decision: Decision) -> dict[str, Any]:
    seen = now.seen
    told = {
        "state": decision.state,
        "paid": decision.paid,
        "refunded": decision.refunded,
        "disputed": decision.disputed,
        "checks": now.attempt["checks"] + 1,
    }
    if "mismatch" in decision.review:
        return told
    found = {
        "provider_ref": seen.ref,
        "method": seen.method or now.attempt["method"],
        "voucher_url": seen.voucher_url or now.attempt["voucher_url"],
        "pay_by": seen.pay_by or now.attempt["pay_by"],
        "expires_at": seen.expires_at or now.attempt["expires_at"],
    }
    return {**told, **found}


def _seen_facts(now: Applying) -> dict[str, Any]:
    seen = now.seen
    return {
        "ref": seen.ref,
        "status": seen.status,
        "amount": seen.amount.amount,
        "refunded": seen.refunded,
        "currency": seen.amount.currency,
        "live": seen.live,
        "expected": now.attempt["amount"],
        "cart_version": now.attempt["cart_version"],
        "cart_version_now": now.cart["version"],
    }


def make_paid_order(conn: Connection, now: Applying) -> None:
    """Make the order that a payment bought and tell the customer. ShortageError: no stock."""
    attempt, cart = now.attempt, now.cart
    rest = _rest(conn, now)
    draft = Draft(
        account_id=cart["account_id"],
        customer_id=cart["customer_id"],
        conversation_id=cart["conversation_id"],
        cart_id=cart["id"],
        cart_version=attempt["cart_version"],
        lines=now.lines,
        shipping=Money(attempt["shipping"], attempt["currency"]),
        details=details_from(attempt["details"]),
        method=now.seen.method or attempt["provider"],
        attempt_id=attempt["id"],
    )
    row = make_order(conn, draft, now.at)
    if rest:
        owner = CartOwner(cart["account_id"], cart["customer_id"], cart["conversation_id"])
        new_cart(conn, owner, Cart(cart["currency"], rest, origin=cart["origin"]), now.at)
    make_link(conn, cart["id"], now.token, now.at)
    notice = payment_notice(conn, now, "order_paid", number=str(row["number"]))
    tell(conn, now.receipts, cart["conversation_id"], notice, f"order:{row['id']}:paid", now.at)


def _rest(conn: Connection, now: Applying) -> tuple[CartLine, ...]:
    """A voucher bought an older version: what came into the cart since then stays with it.

    A cart that was closed meanwhile has made room for a newer one: nothing stays of it.
    """
    cart = now.cart
    if cart["version"] == now.attempt["cart_version"] or cart["state"] != "open":
        return ()
    newer = cart_version(conn, cart["id"], cart["version"], cart["currency"])
    return left_over(newer, now.lines)
