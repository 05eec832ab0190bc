"""Attempts, webhooks and refunds over the database (bot.payments.ports.Ledger)."""

from __future__ import annotations

from sqlalchemy import Connection, select

from bot.clock import Clock
from bot.orders.ports import Receipts
from bot.payments.ports import Known, PendingRefund
from bot.payments.protocol import Event, RefundResult, Session, Snapshot
from bot.store.attempt_steps import abandon, checked, opened
from bot.store.attempts import UNSETTLED, find_attempt, read_attempt
from bot.store.database import Database
from bot.store.payments import apply_snapshot
from bot.store.provider_events import close_event, event_is_open, receive_event
from bot.store.refunds import fail_refund, pending_refund, settle_refund, stick_refund
from bot.store.tables.commerce import payment_attempt


class SqlLedger:
    """The ledger. receipts composes the messages that a snapshot causes."""

    def __init__(self, database: Database, clock: Clock, receipts: Receipts) -> None:
        self._db = database
        self._clock = clock
        self._receipts = receipts

    async def opened(self, attempt_id: int, session: Session) -> str:
        return await self._db.write(opened, attempt_id, session, self._clock.now())

    async def abandon(self, attempt_id: int) -> None:
        await self._db.write(abandon, attempt_id, self._clock.now())

    async def known(self, attempt_id: int) -> Known:
        return await self._db.read(known_attempt, attempt_id)

    async def find(self, account_id: int, provider: str, seen: Snapshot) -> int | None:
        return await self._db.read(attempt_id_of, account_id, provider, seen)

    async def unsettled(self, account_id: int | None) -> list[int]:
        return await self._db.read(unsettled_attempts, account_id)

    async def apply(
        self, attempt_id: int, seen: Snapshot, token: str, event_id: str | None = None
    ) -> str:
        return await self._db.write(self._apply, attempt_id, seen, token, event_id)

    def _apply(
        self, conn: Connection, attempt_id: int, seen: Snapshot, token: str, event_id: str | None
    ) -> str:
        now = self._clock.now()
        state = apply_snapshot(conn, attempt_id, seen, self._receipts, token, now)
        if event_id is not None:
            close_event(conn, read_attempt(conn, attempt_id)["provider"], event_id)
        return state

    async def checked(self, attempt_id: int) -> None:
        await self._db.write(checked, attempt_id, self._clock.now())

    async def receive(self, account_id: int, provider: str, event: Event) -> None:
        await self._db.write(receive_event, account_id, provider, event, self._clock.now())

    async def event_is_open(self, provider: str, event_id: str) -> bool:
        return await self._db.read(event_is_open, provider, event_id)

    async def close_event(self, provider: str, event_id: str) -> None:
        await self._db.write(close_event, provider, event_id)

    async def refund(self, refund_id: int) -> PendingRefund:
        return await self._db.read(pending_refund, refund_id)

    async def refund_result(self, refund_id: int, result: RefundResult) -> None:
        await self._db.write(settle_refund, refund_id, result, self._clock.now())

    async def refund_failed(self, refund_id: int, why: str) -> None:
        await self._db.write(fail_refund, refund_id, why, self._clock.now())

    async def refund_stuck(self, refund_id: int, why: str) -> None:
        await self._db.write(stick_refund, refund_id, why, self._clock.now())


def known_attempt(conn: Connection, attempt_id: int) -> Known:
    """Return what the work around an attempt needs."""
    row = read_attempt(conn, attempt_id)
    return Known(
        id=row["id"],
        account_id=row["account_id"],
        provider=row["provider"],
        ref=row["provider_ref"],
        reference=row["reference"],
        state=row["state"],
        created_at=row["created_at"],
    )


def attempt_id_of(conn: Connection, account_id: int, provider: str, seen: Snapshot) -> int | None:
    """Return the account's attempt of a provider's payment."""
    row = find_attempt(conn, provider, seen.ref, seen.reference)
    return int(row["id"]) if row is not None and row["account_id"] == account_id else None


def unsettled_attempts(conn: Connection, account_id: int | None) -> list[int]:
    """Return attempts of which something may still come, of one account or of all."""
    query = select(payment_attempt.c.id).where(payment_attempt.c.state.in_(UNSETTLED))
    if account_id is not None:
        query = query.where(payment_attempt.c.account_id == account_id)
    return list(conn.execute(query.order_by(payment_attempt.c.id)).scalars())
