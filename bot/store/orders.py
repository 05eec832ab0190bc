"""Orders: read for their customers, moved on by the merchant; each step tells the customer."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, and_, select, update

from actions.ports import OrderSummary, Shop
from actions.shop.money import Money, display
from bot.clock import Clock
from bot.orders.methods import say_method
from bot.orders.ports import Receipts
from bot.orders.states import OrderStateError, State, after_payment, check_move
from bot.orders.values import Notice, NoticeKind, details_from
from bot.payments.tokens import token_hash
from bot.store.changes import record_change
from bot.store.database import Database
from bot.store.notices import tell
from bot.store.order_files import count_receipts
from bot.store.order_refunds import refund_order, refund_rest
from bot.store.order_rows import locked_order, order_lines, read_order
from bot.store.reviews import is_disputed
from bot.store.settings import preferences_of
from bot.store.stock import give_back
from bot.store.tables.commerce import order, payment_attempt

MOST = 10
LONGEST_TRACKING = 100


class SqlOrders:
    """actions.ports.Orders and bot.orders.ports.OrderDesk over the database."""

    def __init__(self, database: Database, clock: Clock, receipts: Receipts) -> None:
        self._db = database
        self._clock = clock
        self._receipts = receipts

    async def of_customer(self, shop: Shop, customer_id: int) -> list[OrderSummary]:
        return await self._db.read(orders_of_customer, shop.account_id, customer_id)

    async def mark_paid(self, account_id: int, number: int) -> None:
        now = self._clock.now()
        await self._db.write(mark_paid, account_id, number, self._receipts, now)

    async def move(self, account_id: int, number: int, state: State, *, tracking: str = "") -> None:
        now = self._clock.now()
        await self._db.write(
            move_order, account_id, number, state, self._receipts, now, tracking=tracking
        )

    async def cancel(
        self, account_id: int, number: int, *, refund: bool = True, reason: str = ""
    ) -> None:
        now = self._clock.now()
        await self._db.write(
            cancel_order, account_id, number, self._receipts, now, refund=refund, reason=reason
        )

    async def refund(self, account_id: int, number: int, amount: int | None, key: str) -> Money:
        now = self._clock.now()
        return await self._db.write(refund_order, account_id, number, amount, key, now)


def orders_of_customer(conn: Connection, account_id: int, customer_id: int) -> list[OrderSummary]:
    """Return the customer's orders, newest first."""
    mine = and_(order.c.account_id == account_id, order.c.customer_id == customer_id)
    query = select(order).where(mine).order_by(order.c.id.desc()).limit(MOST)
    return [_summary(conn, row) for row in conn.execute(query).mappings().all()]


def mark_paid(conn: Connection, account_id: int, number: int, receipts: Receipts, at: int) -> None:
    """Keep that the money of an order came in; a second time changes nothing."""
    row = locked_order(conn, account_id, number)
    if row["paid_at"] is not None:
        return
    state = after_payment(row["state"])
    _change(conn, row, at, state=state, paid_at=at)
    _tell(conn, row, "order_paid", receipts, at)


def move_order(  # noqa: PLR0917 - which, where to, with whose words
    conn: Connection,
    account_id: int,
    number: int,
    state: State,
    receipts: Receipts,
    at: int,
    *,
    tracking: str = "",
) -> None:
    """Bring an order to preparing, shipped or delivered.

    There already: nothing, unless there is a new tracking number: it is kept and told.
    """
    row = locked_order(conn, account_id, number)
    told = " ".join(tracking.split())
    if len(told) > LONGEST_TRACKING:
        raise OrderStateError(f"a tracking number has at most {LONGEST_TRACKING} characters")
    if row["state"] == state:
        if told and told != row["tracking"]:
            changed = _change(conn, row, at, tracking=told)
            _tell(conn, changed, "order_shipped", receipts, at, again=f":{token_hash(told)[:16]}")
        return
    kinds: dict[State, NoticeKind] = {
        "preparing": "order_preparing",
        "shipped": "order_shipped",
        "delivered": "order_delivered",
    }
    if state not in kinds:
        raise OrderStateError(f"an order is not moved to {state}: use mark_paid or cancel")
    check_move(row["state"], state, disputed=is_disputed(conn, row["attempt_id"]))
    changed = _change(conn, row, at, state=state, tracking=told or row["tracking"])
    _tell(conn, changed, kinds[state], receipts, at)


def cancel_order(
    conn: Connection,
    account_id: int,
    number: int,
    receipts: Receipts,
    at: int,
    *,
    refund: bool = True,
    reason: str = "",
) -> None:
    """Cancel an order: its stock comes back, its online payment too; done before: nothing."""
    row = locked_order(conn, account_id, number)
    if row["state"] == "cancelled":
        return
    check_move(row["state"], "cancelled")
    _change(conn, row, at, state="cancelled", cancel_reason=reason.strip())
    lines = order_lines(conn, row["id"], row["currency"])
    give_back(conn, account_id, [(line.sku, line.quantity) for line in lines], at)
    if refund and row["attempt_id"] is not None:
        refund_rest(conn, row["attempt_id"], at)
    _tell(conn, row, "order_cancelled", receipts, at)


def _change(conn: Connection, row: RowMapping, at: int, **values: object) -> RowMapping:
    mine = order.c.id == row["id"]
    conn.execute(update(order).where(mine).values(**values, updated_at=at))
    record_change(conn, row["account_id"], "order", row["id"], at)
    return read_order(conn, row["id"])


def _tell(  # noqa: PLR0917 - about which, what, in whose words
    conn: Connection,
    row: RowMapping,
    kind: NoticeKind,
    receipts: Receipts,
    at: int,
    again: str = "",
) -> None:
    preferences = preferences_of(conn, row["account_id"])
    notice = Notice(
        kind=kind,
        account_id=row["account_id"],
        shop=preferences.name,
        number=str(row["number"]),
        lines=order_lines(conn, row["id"], row["currency"]),
        shipping=Money(row["shipping"], row["currency"]),
        total=Money(row["total"], row["currency"]),
        method=row["method"],
        delivery=details_from(row["details"]).delivery,
        extra={"tracking": row["tracking"]},
    )
    key = f"order:{row['id']}:{kind.removeprefix('order_')}{again}"
    tell(conn, receipts, row["conversation_id"], notice, key, at)


def _summary(conn: Connection, row: RowMapping) -> OrderSummary:
    lines = order_lines(conn, row["id"], row["currency"])
    delivery = details_from(row["details"]).delivery
    return OrderSummary(
        number=str(row["number"]),
        state=_told_state(conn, row),
        paid=row["paid_at"] is not None,
        total=display(Money(row["total"], row["currency"])),
        lines=tuple(f"{line.quantity} × {line.name}" for line in lines),
        placed_at=row["placed_at"],
        method=say_method(row["method"], delivery),
        tracking=row["tracking"],
        awaits_transfer=_awaits_transfer(row),
        receipts=count_receipts(conn, row["id"]),
    )


def _awaits_transfer(row: RowMapping) -> bool:
    unpaid = row["paid_at"] is None and row["state"] != "cancelled"
    return row["method"] == "transfer" and unpaid


def _told_state(conn: Connection, row: RowMapping) -> str:
    attempt = select(payment_attempt.c.state).where(payment_attempt.c.id == row["attempt_id"])
    return "refunded" if conn.scalar(attempt) == "refunded" else str(row["state"])
