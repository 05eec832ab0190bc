"""Rows of payment attempts, and the timers that look after them."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, RowMapping, bindparam, insert, or_, select, update
from sqlalchemy.sql import ClauseElement

from bot.payments.schedule import next_check
from bot.store.changes import record_change
from bot.store.dialect import for_update
from bot.store.prepared import among, prepared
from bot.store.tables.commerce import payment_attempt
from bot.store.timers import cancel_timer, set_timer

CHECK: Final = "payment_check"
LIVE: Final = ("created", "open")
UNSETTLED: Final = (*LIVE, "pending", "superseded")


@prepared
def _live(conn: Connection) -> ClauseElement:
    mine = payment_attempt.c.cart_id == bindparam("cart_id")
    live = select(payment_attempt).where(mine, among(payment_attempt.c.state, *LIVE))
    return for_update(conn, live)


def insert_attempt(conn: Connection, values: dict[str, Any], at: int) -> int:
    """Write a new attempt in state created, to be checked from its first minute on."""
    row = {**values, "state": "created", "created_at": at, "updated_at": at}
    statement = insert(payment_attempt).values(row).returning(payment_attempt.c.id)
    attempt_id = conn.execute(statement).scalar_one()
    plan_check(conn, read_attempt(conn, attempt_id), at)
    return attempt_id


def read_attempt(conn: Connection, attempt_id: int, *, lock: bool = False) -> RowMapping:
    """Return an attempt's row."""
    query = select(payment_attempt).where(payment_attempt.c.id == attempt_id)
    return conn.execute(for_update(conn, query) if lock else query).mappings().one()


def find_attempt(conn: Connection, provider: str, ref: str, reference: str) -> RowMapping | None:
    """Return the attempt that a provider's payment belongs to, by its id there or by our name."""
    by_ref = payment_attempt.c.provider_ref == ref
    by_name = payment_attempt.c.reference == reference
    query = select(payment_attempt).where(
        payment_attempt.c.provider == provider, or_(by_ref, by_name)
    )
    return conn.execute(query).mappings().first()


def change_attempt(conn: Connection, row: RowMapping, at: int, **values: Any) -> RowMapping:
    """Change a locked attempt and return it as it is now."""
    mine = payment_attempt.c.id == row["id"]
    conn.execute(update(payment_attempt).where(mine).values(**values, updated_at=at))
    record_change(conn, row["account_id"], "payment", row["id"], at)
    return read_attempt(conn, row["id"])


def supersede(conn: Connection, cart_id: int, at: int, *, but: int | None = None) -> None:
    """Give up the cart's open attempts and have them closed at their provider at once.

    Printed vouchers (pending) stay: they can be paid whatever we do.
    """
    for found in _live.rows(conn, cart_id=cart_id):
        row: Any = found._asdict()
        if row["id"] != but:
            change_attempt(conn, row, at, state="superseded", next_check_at=at)
            _ring(conn, row, at)


def plan_check(conn: Connection, row: RowMapping, at: int) -> None:
    """Set when the attempt is read again, or stop when nothing can come of it any more."""
    due = _next(row, at) if row["state"] in UNSETTLED else None
    mine = payment_attempt.c.id == row["id"]
    conn.execute(update(payment_attempt).where(mine).values(next_check_at=due))
    if due is None:
        cancel_timer(conn, check_key(row["id"]))
    else:
        _ring(conn, row, due)


def check_key(attempt_id: int) -> str:
    """Name the timer that looks after an attempt."""
    return f"attempt:{attempt_id}:check"


def _next(row: RowMapping, at: int) -> int | None:
    return next_check(
        created_at=row["created_at"],
        checks=row["checks"],
        now=at,
        expires_at=row["expires_at"],
        pay_by=row["pay_by"],
    )


def _ring(conn: Connection, row: RowMapping, due: int) -> None:
    facts = {"attempt_id": row["id"]}
    set_timer(conn, check_key(row["id"]), due, CHECK, facts, row["account_id"])
