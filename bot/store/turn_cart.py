"""A turn that changed the cart: its next version, its link, its reminder."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, insert

from actions.shop.cart import Cart
from bot.clock import HOUR
from bot.inbox.closing import Closing, ConflictError
from bot.store.carts import CartConflictError, CartOwner, open_cart, save_cart
from bot.store.recovery import schedule_recovery
from bot.store.tables.commerce import checkout_link


def close_cart_of(conn: Connection, closing: Closing) -> None:
    """Write the changed cart and the link that pays it. ConflictError: the cart moved on."""
    cart = _saved(conn, closing) if closing.cart is not None else closing.loaded.cart
    if closing.link_token is not None:
        _link(conn, closing, _unmoved(conn, closing, cart))
    if closing.cart is not None and cart is not None and cart.id is not None:
        schedule_recovery(conn, cart.id, closing.now)


def _saved(conn: Connection, closing: Closing) -> Cart:
    assert closing.cart is not None
    loaded = closing.loaded
    owner = CartOwner(loaded.account_id, loaded.customer.id, loaded.conversation_id)
    try:
        return save_cart(conn, owner, closing.cart, closing.now)
    except CartConflictError as error:
        raise ConflictError(str(error)) from error


def _unmoved(conn: Connection, closing: Closing, cart: Cart | None) -> Cart:
    """A link is bound to the cart that the turn saw; somebody may have paid it meanwhile."""
    now = open_cart(conn, closing.loaded.conversation_id)
    if cart is None or now is None or (now.id, now.version) != (cart.id, cart.version):
        raise ConflictError("the cart that the link pays is not the open one any more")
    return now


def _link(conn: Connection, closing: Closing, cart: Cart) -> None:
    token = closing.link_token or ""
    values = {
        "account_id": closing.loaded.account_id,
        "cart_id": cart.id,
        "cart_version": cart.version,
        "token_hash": hashlib.sha256(token.encode()).hexdigest(),
        "created_at": closing.now,
        "expires_at": closing.now + closing.loaded.preferences.link_hours * HOUR,
    }
    conn.execute(insert(checkout_link).values(values))
