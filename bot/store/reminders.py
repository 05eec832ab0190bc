"""Sends or suppresses the reminder of a cart when its timer rings, in one commit."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, exists, func, select

from actions.shop.money import Money, total
from bot.accounts.preferences import Preferences
from bot.clock import Clock
from bot.orders.ports import Receipts
from bot.orders.recovery import Facts, Form, Suppress, Verdict, Wait, decide
from bot.orders.values import Notice
from bot.store.carts import cart_version, lock_cart, lock_conversation_of
from bot.store.database import Database
from bot.store.links import make_link
from bot.store.notices import find_template, tell
from bot.store.order_rows import order_of_cart
from bot.store.outbox import is_queued
from bot.store.recovery import RECOVERY, recovery_key, suppress
from bot.store.settings import preferences_of
from bot.store.tables.commerce import cart, cart_line, payment_attempt
from bot.store.tables.conversation import conversation, customer
from bot.store.timers import set_timer
from bot.store.window import wrote_last

_MONEY_CAME: frozenset[str] = frozenset({"paid", "part_refunded", "refunded"})


class SqlReminders:
    """bot.timers' recovery handler works through this."""

    def __init__(self, database: Database, clock: Clock, receipts: Receipts) -> None:
        self._db = database
        self._clock = clock
        self._receipts = receipts

    async def remind(self, cart_id: int, token: str) -> Verdict:
        """Send the reminder, keep why not, or set the timer later. token: for its link."""
        now = self._clock.now()
        return await self._db.write(remind, cart_id, self._receipts, token, now)


def remind(conn: Connection, cart_id: int, receipts: Receipts, token: str, at: int) -> Verdict:
    """Do what the rule says about this cart now.

    Whoever takes the conversation or pays the cart at this moment comes before or after it.
    """
    lock_conversation_of(conn, cart_id)
    lock_cart(conn, cart_id)
    row = conn.execute(_query(cart_id)).mappings().one()
    preferences = preferences_of(conn, row["account_id"])
    verdict = decide(_facts(conn, row, preferences, at))
    if isinstance(verdict, Wait):
        facts = {"cart_id": cart_id}
        set_timer(conn, recovery_key(cart_id), verdict.until, RECOVERY, facts, row["account_id"])
    elif isinstance(verdict, Suppress):
        suppress(conn, cart_id, verdict.reason, at)
    else:
        make_link(conn, cart_id, token, at)
        notice = _notice(conn, row, preferences, receipts.url(token), token)
        tell(
            conn, receipts, row["conversation_id"], notice, recovery_key(cart_id), at,
            only=_allowed(row, verdict.form),
        )  # fmt: skip
    return verdict


def _allowed(row: RowMapping, form: Form) -> tuple[Form, ...]:
    """A template may stand in for the free form only where the customer agreed to marketing."""
    if form == "template":
        return ("template",)
    return ("free", "template") if row["marketing"] == "in" else ("free",)


def _query(cart_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            cart,
            conversation.c.mode,
            wrote_last().label("last_customer_at"),
            customer.c.marketing,
        )
        .join(conversation, conversation.c.id == cart.c.conversation_id)
        .join(customer, customer.c.id == cart.c.customer_id)
        .where(cart.c.id == cart_id)
    )


def _facts(conn: Connection, row: RowMapping, preferences: Preferences, at: int) -> Facts:
    states = _attempt_states(conn, row["id"])
    return Facts(
        now=at,
        cart=row["state"],
        changed_at=row["updated_at"],
        units=_units(conn, row),
        enabled=preferences.recovery,
        delay=preferences.recovery_delay,
        since=preferences.recovery_since,
        marketing=row["marketing"],
        last_customer_at=row["last_customer_at"],
        template=find_template(conn, row["account_id"], "recovery") is not None,
        ordered=order_of_cart(conn, row["id"]) is not None,
        paid=bool(states & _MONEY_CAME),
        pending="pending" in states,
        newer=_newer(conn, row),
        person=row["mode"] == "person",
        sent=is_queued(conn, recovery_key(row["id"])),
    )


def _attempt_states(conn: Connection, cart_id: int) -> set[str]:
    query = select(payment_attempt.c.state).where(payment_attempt.c.cart_id == cart_id)
    return set(conn.execute(query).scalars())


def _units(conn: Connection, row: RowMapping) -> int:
    mine = and_(cart_line.c.cart_id == row["id"], cart_line.c.version == row["version"])
    return int(conn.scalar(select(func.sum(cart_line.c.quantity)).where(mine)) or 0)


def _newer(conn: Connection, row: RowMapping) -> bool:
    mine = and_(cart.c.conversation_id == row["conversation_id"], cart.c.id > row["id"])
    return bool(conn.scalar(select(exists().where(mine))))


def _notice(
    conn: Connection, row: RowMapping, preferences: Preferences, url: str, token: str
) -> Notice:
    lines = cart_version(conn, row["id"], row["version"], row["currency"])
    worth: Money = total([line.amount for line in lines], row["currency"])
    return Notice(
        kind="recovery",
        account_id=row["account_id"],
        shop=preferences.name,
        lines=lines,
        total=worth,
        url=url,
        token=token,
    )
