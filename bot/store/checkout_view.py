"""What stands behind a checkout link, read in one moment."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, RowMapping, and_, select

from actions.shop.money import Money
from actions.shop.place import place_from
from bot.orders.values import details_from
from bot.payments.checkout import Ordered, Payment, View
from bot.store.carts import cart_version
from bot.store.order_rows import order_lines, order_of_cart
from bot.store.settings import preferences_of
from bot.store.stock import shelf
from bot.store.tables.commerce import cart, checkout_details, checkout_link, payment_attempt
from bot.store.tables.conversation import conversation, customer, customer_address
from bot.store.tables.house import whatsapp_number

# What a page tells about, the weightiest first.
_WEIGHT: Final = ("paid", "part_refunded", "refunded", "pending", "failed", "expired")


def view(conn: Connection, token_hash: str, at: int) -> View | None:
    """Return what the link shows; None for a token that was never given out."""
    row = _linked(conn, token_hash)
    if row is None:
        return None
    lines = cart_version(conn, row["cart_id"], row["version"], row["currency"])
    written = _written(conn, row["cart_id"])
    facts = {
        "lines": lines,
        "shelf": shelf(conn, row["account_id"], [line.sku for line in lines]),
        "preferences": preferences_of(conn, row["account_id"]),
        "customer_phone": _customer_phone(conn, row["customer_id"]),
        "details": None if written is None else details_from(dict(written)),
        "seen_version": max(row["cart_version"], written["cart_version"] if written else 0),
        "payment": _payment(conn, row["cart_id"]),
        "order": _ordered(conn, row["cart_id"]),
    }
    return _view(row, facts, at)


def _view(row: RowMapping, facts: dict[str, Any], at: int) -> View:
    return View(
        link_id=row["link_id"],
        account_id=row["account_id"],
        alive=row["revoked_at"] is None and row["expires_at"] > at,
        cart_id=row["cart_id"],
        cart_state=row["state"],
        cart_version=row["version"],
        currency=row["currency"],
        expires_at=row["expires_at"],
        phone=row["display_phone"] or "",
        customer_name=row["name"],
        marketing=row["marketing"],
        place=place_from(row["place"]),
        **facts,
    )


def _linked(conn: Connection, token_hash: str) -> RowMapping | None:
    query = (
        select(
            checkout_link.c.id.label("link_id"),
            checkout_link.c.account_id,
            checkout_link.c.cart_version,
            checkout_link.c.expires_at,
            checkout_link.c.revoked_at,
            cart.c.id.label("cart_id"),
            cart.c.state,
            cart.c.version,
            cart.c.currency,
            cart.c.customer_id,
            cart.c.place,
            customer.c.name,
            customer.c.marketing,
            whatsapp_number.c.display_phone,
        )
        .join(cart, cart.c.id == checkout_link.c.cart_id)
        .join(customer, customer.c.id == cart.c.customer_id)
        .join(conversation, conversation.c.id == cart.c.conversation_id)
        .outerjoin(
            whatsapp_number,
            whatsapp_number.c.phone_number_id == conversation.c.phone_number_id,
        )
        .where(checkout_link.c.token_hash == token_hash)
    )
    return conn.execute(query).mappings().first()


def _customer_phone(conn: Connection, customer_id: int) -> str:
    mine = and_(customer_address.c.customer_id == customer_id, customer_address.c.kind == "wa_id")
    query = select(customer_address.c.value).where(mine)
    return conn.scalar(query.order_by(customer_address.c.seen_at.desc()).limit(1)) or ""


def _written(conn: Connection, cart_id: int) -> RowMapping | None:
    query = select(checkout_details).where(checkout_details.c.cart_id == cart_id)
    newest = query.order_by(checkout_details.c.cart_version.desc()).limit(1)
    return conn.execute(newest).mappings().first()


def _payment(conn: Connection, cart_id: int) -> Payment | None:
    query = select(payment_attempt).where(
        payment_attempt.c.cart_id == cart_id, payment_attempt.c.state.in_(_WEIGHT)
    )
    rows = conn.execute(query.order_by(payment_attempt.c.id.desc())).mappings().all()
    if not rows:
        return None
    row = min(rows, key=lambda one: _WEIGHT.index(one["state"]))
    return Payment(
        state=row["state"],
        amount=Money(row["amount"], row["currency"]),
        lines=cart_version(conn, cart_id, row["cart_version"], row["currency"]),
        method=row["method"] or "",
        voucher_url=row["voucher_url"] or "",
        pay_by=row["pay_by"],
    )


def _ordered(conn: Connection, cart_id: int) -> Ordered | None:
    row = order_of_cart(conn, cart_id)
    if row is None:
        return None
    currency = row["currency"]
    paid_by = select(payment_attempt.c.state).where(payment_attempt.c.id == row["attempt_id"])
    return Ordered(
        number=row["number"],
        state=row["state"],
        method=row["method"],
        paid=row["paid_at"] is not None,
        lines=order_lines(conn, row["id"], currency),
        shipping=Money(row["shipping"], currency),
        total=Money(row["total"], currency),
        delivery=details_from(row["details"]).delivery,
        tracking=row["tracking"],
        refunded=conn.scalar(paid_by) == "refunded",
    )
