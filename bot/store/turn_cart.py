"""A turn that changed the cart: its next version, its link, its reminder."""

from __future__ import annotations

from sqlalchemy import Connection, update

from actions.shop.cart import Cart
from bot.inbox.closing import Closing, ConflictError
from bot.store.carts import CartConflictError, CartOwner, open_cart, save_cart
from bot.store.links import make_link
from bot.store.recovery import cancel_cart_recovery, schedule_recovery
from bot.store.tables.commerce import cart as carts


def close_cart_of(conn: Connection, closing: Closing) -> None:
    """Write the changed cart and the link that pays it. ConflictError: the cart moved on."""
    before = closing.loaded.cart
    cart = before if closing.cart is None else _saved(conn, closing, closing.cart)
    if closing.link_name is not None:
        make_link(conn, _unmoved(conn, closing, cart), closing.link_name, closing.now)
    _keep_place(conn, closing, cart)
    if closing.cart is None or cart is None:
        return
    if before is not None and before.id is not None and cart.id != before.id:
        cancel_cart_recovery(conn, before.id, "cleared", closing.now)
    if cart.id is not None:
        schedule_recovery(conn, cart.id, closing.now)


def _saved(conn: Connection, closing: Closing, changed: Cart) -> Cart:
    loaded = closing.loaded
    owner = CartOwner(loaded.account_id, loaded.customer.id, loaded.conversation_id)
    try:
        return save_cart(conn, owner, changed, closing.now)
    except CartConflictError as error:
        raise ConflictError(str(error)) from error


def _keep_place(conn: Connection, closing: Closing, cart: Cart | None) -> None:
    """Keep where the customer wants the cart; the checkout page begins with it."""
    if closing.place is None or cart is None or cart.id is None:
        return
    mine = carts.c.id == cart.id
    conn.execute(update(carts).where(mine).values(place=closing.place.as_json()))


def _unmoved(conn: Connection, closing: Closing, cart: Cart | None) -> int:
    """A link is bound to the cart that the turn saw; somebody may have paid it meanwhile."""
    now = open_cart(conn, closing.loaded.conversation_id)
    if cart is None or now is None or now.id is None:
        raise ConflictError("there is no open cart that the link could pay")
    if (now.id, now.version) != (cart.id, cart.version):
        raise ConflictError("the cart that the link pays is not the open one any more")
    return now.id
