"""Carts: one open cart a conversation, in versions that never change once they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update
from sqlalchemy.sql import ClauseElement

from actions.shop.cart import Cart, CartLine
from actions.shop.money import Money
from bot.store.attempts import supersede
from bot.store.changes import record_change
from bot.store.dialect import for_update, is_postgres, upsert
from bot.store.lanes import lane_of_conversation
from bot.store.prepared import given, prepared
from bot.store.recovery import cancel_cart_recovery
from bot.store.tables.commerce import cart, cart_line
from bot.store.tables.conversation import conversation
from bot.store.tables.engine import lane

# What every version of a cart writes anew.
CHANGED: Final = ("currency", "origin", "put_back", "updated_at")


@prepared
def _open(_: Connection) -> ClauseElement:
    mine = cart.c.conversation_id == bindparam("conversation_id")
    return select(cart).where(mine, cart.c.state == "open")


@prepared
def _open_locked(conn: Connection) -> ClauseElement:
    mine = cart.c.conversation_id == bindparam("conversation_id")
    return for_update(conn, select(cart).where(mine, cart.c.state == "open"))


@prepared
def _lines(_: Connection) -> ClauseElement:
    line = cart_line.c
    mine = (line.cart_id == bindparam("cart_id"), line.version == bindparam("version"))
    columns = (line.sku, line.name, line.quantity, line.unit_price)
    return select(*columns).where(*mine).order_by(line.position)


@prepared
def _new(_: Connection) -> ClauseElement:
    whose = ("account_id", "customer_id", "conversation_id", "version", "created_at")
    return insert(cart).values(given(*whose, *CHANGED)).returning(cart.c.id)


@prepared
def _next(_: Connection) -> ClauseElement:
    return update(cart).where(cart.c.id == bindparam("cart_id")).values(given("version", *CHANGED))


@prepared
def _new_line(_: Connection) -> ClauseElement:
    names = ("cart_id", "version", "position", "sku", "name", "quantity", "unit_price")
    return insert(cart_line).values(given(*names))


class CartConflictError(RuntimeError):
    """The open cart is not the one that the change was made from: read it and do it again."""


@dataclass(frozen=True, slots=True)
class CartOwner:
    """Whose cart it is."""

    account_id: int
    customer_id: int
    conversation_id: int


def open_cart(conn: Connection, conversation_id: int) -> Cart | None:
    """Return the conversation's open cart with its id and version."""
    row = _open_row(conn, conversation_id)
    return None if row is None else cart_of(conn, row)


def cart_version(
    conn: Connection, cart_id: int, version: int, currency: str
) -> tuple[CartLine, ...]:
    """Return the lines of one version of a cart."""
    rows = _lines.rows(conn, cart_id=cart_id, version=version)
    return tuple(
        CartLine(row.sku, row.name, row.quantity, Money(row.unit_price, currency)) for row in rows
    )


def lock_cart(conn: Connection, cart_id: int) -> RowMapping:
    """Return the cart's row, locked until the commit. Taken before its attempts and orders.

    Its conversation's lane comes first, as in a closing turn: the two must not wait for each
    other.
    """
    _lock_lane(conn, cart_id)
    query = for_update(conn, select(cart).where(cart.c.id == cart_id))
    return conn.execute(query).mappings().one()


def lock_conversation_of(conn: Connection, cart_id: int) -> None:
    """Lock a cart's conversation until the commit: after its lane, before the cart."""
    talk = _lock_lane(conn, cart_id)
    conn.execute(for_update(conn, select(conversation.c.id).where(conversation.c.id == talk)))


def _lock_lane(conn: Connection, cart_id: int) -> int:
    """Lock the lane of a cart's conversation, whose id is returned. SQLite needs no lock.

    A lane comes with work and goes with it: where there is none, one is made, since whoever
    writes a message later in this commit needs it, and somebody else might hold it by then.
    """
    whose = select(cart.c.conversation_id).where(cart.c.id == cart_id)
    talk: int = conn.execute(whose).scalar_one()
    if is_postgres(conn):
        key = lane_of_conversation(talk)
        fresh = upsert(conn, lane).values(key=key, ver=0, at=0).on_conflict_do_nothing()
        conn.execute(fresh)
        conn.execute(for_update(conn, select(lane.c.key).where(lane.c.key == key)))
    return talk


def save_cart(conn: Connection, owner: CartOwner, changed: Cart, at: int) -> Cart:
    """Write a new version of the open cart, or a new cart; return it with id and version.

    Open payments of the version before are given up; printed vouchers stay. A cart with
    nothing in it and nothing to put back is closed. CartConflictError when the open cart is
    not the one that was changed.
    """
    row = _open_row(conn, owner.conversation_id, lock=True)
    now = (None, 0) if row is None else (row["id"], row["version"])
    if now != (changed.id, changed.version):
        raise CartConflictError(f"the open cart is {now}, not {(changed.id, changed.version)}")
    if row is None:
        return new_cart(conn, owner, changed, at) if _holds(changed) else changed
    if not _holds(changed):
        _clear(conn, row, at)
        return Cart(changed.currency)
    return next_version(conn, row, changed, at)


def next_version(conn: Connection, row: RowMapping, changed: Cart, at: int) -> Cart:
    """Write the next version of a locked cart."""
    version = row["version"] + 1
    _next.run(conn, cart_id=row["id"], version=version, updated_at=at, **_values(changed))
    write_lines(conn, row["id"], version, changed.lines)
    supersede(conn, row["id"], at)
    record_change(conn, row["account_id"], "cart", row["id"], at)
    return replace(changed, id=row["id"], version=version)


def close_cart(conn: Connection, cart_id: int, state: str, at: int) -> None:
    """Give a locked cart its last state."""
    values = {"state": state, "updated_at": at}
    conn.execute(update(cart).where(cart.c.id == cart_id).values(values))


def write_lines(conn: Connection, cart_id: int, version: int, lines: Sequence[CartLine]) -> None:
    """Write the lines of a version."""
    rows: list[dict[str, Any]] = [
        {
            "cart_id": cart_id,
            "version": version,
            "position": position,
            "sku": line.sku,
            "name": line.name,
            "quantity": line.quantity,
            "unit_price": line.unit_price.amount,
        }
        for position, line in enumerate(lines)
    ]
    _new_line.run_each(conn, rows)


def _open_row(conn: Connection, conversation_id: int, *, lock: bool = False) -> Any:
    """Return the row of a conversation's open cart, by the names of its columns, or None."""
    row = (_open_locked if lock else _open).first(conn, conversation_id=conversation_id)
    return None if row is None else row._asdict()


def new_cart(conn: Connection, owner: CartOwner, fresh: Cart, at: int) -> Cart:
    """Open a cart in its first version; the conversation must have none."""
    values = {
        **_values(fresh),
        "account_id": owner.account_id,
        "customer_id": owner.customer_id,
        "conversation_id": owner.conversation_id,
        "version": 1,
        "created_at": at,
        "updated_at": at,
    }
    cart_id: int = _new.scalar(conn, **values)
    write_lines(conn, cart_id, 1, fresh.lines)
    record_change(conn, owner.account_id, "cart", cart_id, at)
    return replace(fresh, id=cart_id, version=1)


def _clear(conn: Connection, row: RowMapping, at: int) -> None:
    close_cart(conn, row["id"], "cleared", at)
    cancel_cart_recovery(conn, row["id"], "cleared", at)
    supersede(conn, row["id"], at)
    record_change(conn, row["account_id"], "cart", row["id"], at)


def _holds(changed: Cart) -> bool:
    return bool(changed.lines or changed.put_back)


def _values(changed: Cart) -> dict[str, Any]:
    put_back = [
        {"sku": line.sku, "name": line.name, "quantity": line.quantity,
         "unit_price": line.unit_price.amount}
        for line in changed.put_back
    ]  # fmt: skip
    return {"currency": changed.currency, "origin": changed.origin, "put_back": put_back}


def cart_of(conn: Connection, row: RowMapping) -> Cart:
    """Read a cart's row with the lines of its version."""
    currency = row["currency"]
    put_back = tuple(
        CartLine(one["sku"], one["name"], one["quantity"], Money(one["unit_price"], currency))
        for one in row["put_back"] or ()
    )
    lines = cart_version(conn, row["id"], row["version"], currency)
    return Cart(currency, lines, row["id"], row["version"], row["origin"], put_back)
