"""Payment reviews as people see them and decide on them (bot.payments.reviews.Reviews)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Select, select

from actions.shop.money import Money
from bot.clock import Clock
from bot.orders.ports import Receipts
from bot.payments.ports import Tokens
from bot.payments.reviews import Decision, Review
from bot.store.database import Database
from bot.store.review_decisions import close_as
from bot.store.tables.commerce import cart, order, payment_attempt, payment_review
from bot.store.tables.conversation import customer

MOST: Final = 200


class SqlReviews:
    """Reviews over the database. receipts and tokens: for what customers are told of them."""

    def __init__(
        self, database: Database, clock: Clock, receipts: Receipts, tokens: Tokens
    ) -> None:
        self._db = database
        self._clock = clock
        self._receipts = receipts
        self._tokens = tokens

    async def waiting(self, account_id: int) -> list[Review]:
        return await self._db.read(waiting_reviews, account_id)

    async def close(self, account_id: int, review_id: int, decision: Decision) -> Review:
        now, token = self._clock.now(), self._tokens()
        return await self._db.write(
            self._close, account_id, review_id, decision, token=token, at=now
        )

    def _close(
        self,
        conn: Connection,
        account_id: int,
        review_id: int,
        decision: Decision,
        *,
        token: str,
        at: int,
    ) -> Review:
        row = close_as(conn, account_id, review_id, decision, self._receipts, token=token, at=at)
        return _review(conn.execute(_query().where(payment_review.c.id == row)).mappings().one())


def waiting_reviews(conn: Connection, account_id: int) -> list[Review]:
    """Return the account's open reviews, the oldest first."""
    mine = (payment_review.c.account_id == account_id, payment_review.c.closed_at.is_(None))
    query = _query().where(*mine).order_by(payment_review.c.id).limit(MOST)
    return [_review(row) for row in conn.execute(query).mappings()]


def _query() -> Select[*tuple[Any, ...]]:
    whole = payment_review.join(payment_attempt).join(cart).join(customer)
    attempt = payment_attempt.c
    return select(
        *(payment_review.c[name] for name in ("id", "reason", "at", "facts", "attempt_id")),
        *(attempt[name] for name in ("provider", "provider_ref", "state", "amount", "currency")),
        attempt.cart_id,
        cart.c.conversation_id,
        customer.c.name.label("customer"),
        order.c.number.label("order_number"),
    ).select_from(whole.outerjoin(order, order.c.cart_id == cart.c.id))


def _review(row: RowMapping) -> Review:
    facts: Mapping[str, Any] = row["facts"] or {}
    return Review(
        id=row["id"],
        reason=row["reason"],
        at=row["at"],
        attempt_id=row["attempt_id"],
        provider=row["provider"],
        ref=str(facts.get("ref") or row["provider_ref"] or ""),
        state=row["state"],
        expected=Money(row["amount"], row["currency"]),
        seen=_seen(facts, row["currency"]),
        cart_id=row["cart_id"],
        conversation_id=row["conversation_id"],
        customer=row["customer"],
        order_number=row["order_number"],
        why=str(facts.get("why") or ""),
    )


def _seen(facts: Mapping[str, Any], currency: str) -> Money | None:
    """Return what the provider has; of a failed refund what was to go back."""
    if "amount" not in facts:
        return None
    return Money(int(facts["amount"]), str(facts.get("currency") or currency).upper())
