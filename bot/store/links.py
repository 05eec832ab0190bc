"""Checkout links: only the SHA-256 of their token is kept."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from bot.clock import HOUR
from bot.payments.tokens import token_hash
from bot.store.settings import preferences_of
from bot.store.tables.commerce import cart, checkout_link


def make_link(conn: Connection, cart_id: int, token: str, at: int) -> None:
    """Let this token open the cart as it stands, for the account's `link_hours`."""
    row = conn.execute(select(cart.c.account_id, cart.c.version).where(cart.c.id == cart_id)).one()
    hours = preferences_of(conn, row.account_id).link_hours
    values = {
        "account_id": row.account_id,
        "cart_id": cart_id,
        "cart_version": row.version,
        "token_hash": token_hash(token),
        "created_at": at,
        "expires_at": at + hours * HOUR,
    }
    conn.execute(insert(checkout_link), values)
