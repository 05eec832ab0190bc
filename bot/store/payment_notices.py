"""What a customer is told about a payment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, RowMapping

from actions.shop.cart import CartLine
from actions.shop.money import Money
from bot.orders.moments import say_moment
from bot.orders.ports import Receipts
from bot.orders.values import Notice, details_from
from bot.payments.apply import Decision
from bot.payments.apply import Notice as Told
from bot.payments.protocol import Snapshot
from bot.store.links import make_link
from bot.store.notices import tell
from bot.store.settings import preferences_of


@dataclass(frozen=True, slots=True)
class Applying:
    """The rows that one snapshot concerns, locked, and what is needed to speak about them."""

    attempt: RowMapping
    cart: RowMapping
    lines: tuple[CartLine, ...]
    seen: Snapshot
    receipts: Receipts
    token: str
    at: int


def tell_payment(conn: Connection, now: Applying, kind: Told, decision: Decision) -> None:
    """Tell the customer what became of the payment, once."""
    # One message for each amount that went back; one of each other kind.
    key = f"attempt:{now.attempt['id']}:{kind}"
    if kind == "refunded":
        key += f":{decision.refunded}"
    if kind in {"payment_failed", "payment_pending"}:
        make_link(conn, now.cart["id"], now.token, now.at)
    notice = payment_notice(conn, now, kind, decision=decision)
    tell(conn, now.receipts, now.cart["conversation_id"], notice, key, now.at)


def payment_notice(
    conn: Connection,
    now: Applying,
    kind: Told | Literal["order_paid"],
    *,
    number: str = "",
    decision: Decision | None = None,
) -> Notice:
    """Return the facts of a message about this payment."""
    preferences = preferences_of(conn, now.cart["account_id"])
    linked = kind in {"payment_failed", "payment_pending", "order_paid"}
    extra: dict[str, str] = {"voucher": now.seen.voucher_url}
    if now.seen.pay_by is not None:
        extra["deadline"] = say_moment(now.seen.pay_by, preferences.time_zone)
    details = details_from(now.attempt["details"])
    return Notice(
        kind=kind,
        account_id=now.cart["account_id"],
        shop=preferences.name,
        number=number,
        lines=now.lines,
        shipping=Money(now.attempt["shipping"], now.attempt["currency"]),
        total=_sum(now, kind, decision),
        method="online",
        delivery=details.delivery,
        url=now.receipts.url(now.token) if linked else "",
        token=now.token if linked else "",
        extra=extra,
    )


def _sum(now: Applying, kind: str, decision: Decision | None) -> Money:
    currency = now.attempt["currency"]
    if kind == "refunded" and decision is not None:
        return Money(decision.refunded - now.attempt["refunded"], currency)
    if kind == "refund_started" and decision is not None:
        return Money(decision.refund, currency)
    if kind == "payment_review":
        return now.seen.amount
    return Money(now.attempt["amount"], currency)
