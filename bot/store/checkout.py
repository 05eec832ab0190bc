"""The checkout page's writes (bot.payments.ports.Checkout): confirm, place, begin."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, select

from actions.shop.money import Money
from bot.clock import MINUTE, Clock
from bot.orders.ports import Receipts
from bot.orders.values import Details, Notice, grand_total
from bot.payments.checkout import Begun, ChangedError, Confirmation, Offline, Plan, View
from bot.payments.quote import quote
from bot.store.attempts import LIVE, change_attempt, insert_attempt, supersede
from bot.store.carts import cart_of, cart_version, lock_cart, next_version
from bot.store.checkout_view import view
from bot.store.consent import record_consent
from bot.store.cut import cut
from bot.store.database import Database
from bot.store.dialect import for_update, put
from bot.store.notices import tell
from bot.store.order_rows import Draft, make_order
from bot.store.settings import preferences_of
from bot.store.stock import ShortageError, shelf
from bot.store.tables.commerce import checkout_details, payment_attempt

# A page that closes sooner than this is not handed out any more.
_TOO_SHORT = 5 * MINUTE


class SqlCheckout:
    """The checkout over the database."""

    def __init__(self, database: Database, clock: Clock, receipts: Receipts) -> None:
        self._db = database
        self._clock = clock
        self._receipts = receipts

    async def view(self, token_hash: str) -> View | None:
        return await self._db.read(view, token_hash, self._clock.now())

    async def place(self, confirmed: Confirmation, method: Offline, token: str) -> int:
        now = self._clock.now()
        return await self._db.write(place, confirmed, method, self._receipts, token, now)

    async def begin(self, confirmed: Confirmation, plan: Plan) -> Begun:
        return await self._db.write(begin, confirmed, plan, self._clock.now())

    async def attempt_of(self, cart_id: int, ref: str) -> int | None:
        return await self._db.read(attempt_of, cart_id, ref)


def place(  # noqa: PLR0917 - what, how, and with whose words
    conn: Connection,
    confirmed: Confirmation,
    method: Offline,
    receipts: Receipts,
    token: str,
    at: int,
) -> int:
    """Make the order that is paid later; return its number. ChangedError: show the page again."""
    cart = confirm(conn, confirmed, at)
    draft = Draft(
        account_id=cart["account_id"],
        customer_id=cart["customer_id"],
        conversation_id=cart["conversation_id"],
        cart_id=cart["id"],
        cart_version=cart["version"],
        lines=confirmed.lines,
        shipping=confirmed.shipping,
        details=confirmed.details,
        method=method,
    )
    try:
        row = make_order(conn, draft, at)
    except ShortageError as error:
        raise ChangedError(str(error)) from error
    notice = _placed(conn, draft, row["number"], receipts.url(token), token)
    tell(conn, receipts, draft.conversation_id, notice, f"order:{row['id']}:placed", at)
    return int(row["number"])


def begin(conn: Connection, confirmed: Confirmation, plan: Plan, at: int) -> Begun:
    """Return the live attempt that asks for exactly this, or keep a new one.

    One that asks for something else (another zone, another amount) or closes soon is given up.
    """
    cart = confirm(conn, confirmed, at)
    found = _live(conn, cart, plan.provider)
    if found is not None and _still_fits(found, plan, at):
        change_attempt(conn, found, at, details=confirmed.details.as_json())
        return _found(found)
    supersede(conn, cart["id"], at)
    attempt_id = insert_attempt(conn, _attempt_values(cart, confirmed, plan), at)
    return Begun(attempt_id, cart["version"], True, plan.reference, plan.request, "", at)


def confirm(conn: Connection, confirmed: Confirmation, at: int) -> RowMapping:
    """Lock the cart and make it what was confirmed; keep what the customer wrote.

    ChangedError when cart, prices or stock are not what was shown.
    """
    cart = lock_cart(conn, confirmed.cart_id)
    if cart["state"] != "open" or cart["version"] != confirmed.cart_version:
        raise ChangedError("the cart is not the one that was confirmed")
    stored = cart_version(conn, cart["id"], cart["version"], cart["currency"])
    there = shelf(conn, cart["account_id"], [line.sku for line in stored])
    if quote(stored, there, cart["currency"]).lines != confirmed.lines or not confirmed.lines:
        raise ChangedError("prices or stock are not what was confirmed")
    if stored != confirmed.lines:
        shown = replace(cart_of(conn, cart), lines=confirmed.lines)
        next_version(conn, cart, shown, at)
        cart = lock_cart(conn, cart["id"])
    _keep_details(conn, cart, confirmed, at)
    _keep_consent(conn, cart, confirmed, at)
    return cart


def attempt_of(conn: Connection, cart_id: int, ref: str) -> int | None:
    """Return the cart's attempt that a provider knows by this id."""
    mine = and_(payment_attempt.c.cart_id == cart_id, payment_attempt.c.provider_ref == ref)
    return conn.scalar(select(payment_attempt.c.id).where(mine))


def _keep_details(conn: Connection, cart: RowMapping, confirmed: Confirmation, at: int) -> None:
    written: Details = confirmed.details
    values = {
        **asdict(written),
        "address": [list(part) for part in written.address],
        "zone": cut(checkout_details.c.zone, written.zone) or None,
        "shipping": confirmed.shipping.amount,
        "at": at,
    }
    put(conn, checkout_details, {"cart_id": cart["id"], "cart_version": cart["version"]}, values)


def _keep_consent(conn: Connection, cart: RowMapping, confirmed: Confirmation, at: int) -> None:
    if not confirmed.consent:
        return
    record_consent(
        conn,
        cart["account_id"],
        cart["customer_id"],
        value="in",
        source="checkout",
        proof={"words": confirmed.consent, "link": confirmed.link_id, "cart": cart["id"]},
        at=at,
    )


def _live(conn: Connection, cart: RowMapping, provider: str) -> RowMapping | None:
    query = select(payment_attempt).where(
        payment_attempt.c.cart_id == cart["id"],
        payment_attempt.c.cart_version == cart["version"],
        payment_attempt.c.provider == provider,
        payment_attempt.c.state.in_(LIVE),
    )
    return conn.execute(for_update(conn, query)).mappings().first()


def _still_fits(row: RowMapping, plan: Plan, at: int) -> bool:
    same = (row["amount"], row["currency"]) == (plan.amount.amount, plan.amount.currency)
    return same and bool(row["live"]) == plan.live and (row["expires_at"] or 0) > at + _TOO_SHORT


def _attempt_values(cart: RowMapping, confirmed: Confirmation, plan: Plan) -> dict[str, Any]:
    return {
        "account_id": cart["account_id"],
        "cart_id": cart["id"],
        "cart_version": cart["version"],
        "provider": plan.provider,
        "reference": plan.reference,
        "live": plan.live,
        "amount": plan.amount.amount,
        "currency": plan.amount.currency,
        "shipping": confirmed.shipping.amount,
        "details": confirmed.details.as_json(),
        "request": dict(plan.request),
        "expires_at": plan.expires_at,
    }


def _found(row: RowMapping) -> Begun:
    return Begun(
        id=row["id"],
        cart_version=row["cart_version"],
        fresh=False,
        reference=row["reference"],
        request=row["request"],
        url=row["url"] or "",
        created_at=row["created_at"],
    )


def _placed(conn: Connection, draft: Draft, number: int, url: str, token: str) -> Notice:
    preferences = preferences_of(conn, draft.account_id)
    total: Money = grand_total(draft.lines, draft.shipping)
    return Notice(
        kind="order_placed",
        account_id=draft.account_id,
        shop=preferences.name,
        number=str(number),
        lines=draft.lines,
        shipping=draft.shipping,
        total=total,
        method=draft.method,
        delivery=draft.details.delivery,
        url=url,
        token=token,
        extra={"bank": preferences.transfer, "pickup": preferences.pickup_address},
    )
