"""Checkout links: only the SHA-256 of their token is kept."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select

from bot.clock import HOUR, Clock
from bot.payments.links import DeadLinkError
from bot.payments.tokens import new_token, token_hash
from bot.store.database import Database
from bot.store.settings import preferences_of
from bot.store.tables.commerce import cart, checkout_link


class SqlLinks:
    """bot.payments.links.Links over the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock

    async def token_for(self, name: str) -> str | None:
        token = new_token()
        made = await self._db.write(make_token, name, token, self._clock.now())
        return token if made else None


def make_link(conn: Connection, cart_id: int, token: str, at: int) -> None:
    """Let this token open the cart as it stands, for the account's `link_hours`.

    Messages give a name in its place (bot.payments.links): it opens nothing, and `make_token`
    knows the cart by it.
    """
    row = conn.execute(select(cart.c.account_id, cart.c.version).where(cart.c.id == cart_id)).one()
    _insert(conn, row.account_id, cart_id, row.version, token, at)


def make_token(conn: Connection, name: str, token: str, at: int) -> bool:
    """Let a token open what a named link was made for, from now on. False: no such link.

    Where the link was taken back it opens what the cart's newest one does. DeadLinkError: that
    one was taken back too, or its time is over.
    """
    query = select(checkout_link).where(checkout_link.c.token_hash == token_hash(name))
    row = conn.execute(query).one_or_none()
    if row is None:
        return False
    if row.revoked_at is not None:
        row = _newest(conn, row.cart_id, at)
    _insert(conn, row.account_id, row.cart_id, row.cart_version, token, at)
    return True


def _newest(conn: Connection, cart_id: int, at: int) -> Any:
    mine = (checkout_link.c.cart_id == cart_id, checkout_link.c.revoked_at.is_(None))
    query = select(checkout_link).where(*mine, checkout_link.c.expires_at > at)
    row = conn.execute(query.order_by(checkout_link.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        raise DeadLinkError("its checkout link was taken back")
    return row


def _insert(  # noqa: PLR0917 - the columns of one row
    conn: Connection, account_id: int, cart_id: int, version: int, token: str, at: int
) -> None:
    hours = preferences_of(conn, account_id).link_hours
    values = {
        "account_id": account_id,
        "cart_id": cart_id,
        "cart_version": version,
        "token_hash": token_hash(token),
        "created_at": at,
        "expires_at": at + hours * HOUR,
    }
    conn.execute(insert(checkout_link), values)
