"""The commit of a webhook: its updates, the people behind them, their lanes, their statuses.

All statements are for the whole batch: what a single update costs decides how many a second
are stored.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, select, update

from bot.inbox.ports import Received
from bot.store.consent import record_consent
from bot.store.contacts import attach_address, resolve_conversations, resolve_customers
from bot.store.dialect import upsert
from bot.store.lanes import lane_of_conversation, touch_lanes
from bot.store.statuses import apply_statuses
from bot.store.tables.conversation import conversation
from bot.store.tables.engine import inbox
from bot.store.tables.house import whatsapp_number
from bot.whatsapp.identity import Person
from bot.whatsapp.read_message import read
from bot.whatsapp.read_status import read_preference, read_status
from bot.whatsapp.update import Update

log = logging.getLogger(__name__)

# Kinds that a conversation's lane takes in turn, and those whose effect is in this very commit.
TURNS: Final = frozenset(["message", "echo", "system", "unknown"])
AT_ONCE: Final = frozenset(["status", "preference"])
# What a column and an index of PostgreSQL take.
LONGEST_NUMBER: Final = 64
LONGEST_GROUP: Final = 100


def receive_posts(
    conn: Connection, posts: Sequence[Sequence[Update]], node: str, at: int
) -> list[Received]:
    """Store the updates of several webhooks in one go; lanes are told to the first of them."""
    fresh, lanes = receive_updates(conn, [one for post in posts for one in post], node, at)
    left: list[Received] = []
    for post in posts:
        mine = {one.event_key for one in post} & fresh
        fresh -= mine
        left.append(Received(len(mine), len(post) - len(mine), () if left else tuple(lanes)))
    return left


def receive_updates(
    conn: Connection, updates: Sequence[Update], node: str, at: int
) -> tuple[set[str], list[str]]:
    """Store updates once each, with all that follows from their arrival.

    An update of a number that is nobody's is kept without account and ignored. Returns the
    keys that were new, and this node's lanes with new work.
    """
    once = list({update.event_key: update for update in updates}.values())
    accounts = _accounts(conn, {update.phone_number_id for update in once})
    customers = _customers(conn, once, accounts, at)
    conversations = _conversations(conn, once, accounts, customers, at)
    lanes = {one.event_key: _lane(one, accounts, conversations) for one in once}
    fresh = _insert(conn, once, accounts, lanes, at)
    stored = [one for one in once if one.event_key in fresh]
    woken = {lane for one in stored if (lane := lanes[one.event_key]) is not None}
    ours = touch_lanes(conn, sorted(woken), node, at)
    _open_windows(conn, stored, conversations, at)
    _act_at_once(conn, stored, accounts, customers, at)
    return fresh, ours


def _accounts(conn: Connection, numbers: Iterable[str]) -> dict[str, int]:
    columns = (whatsapp_number.c.phone_number_id, whatsapp_number.c.account_id)
    query = select(*columns).where(whatsapp_number.c.phone_number_id.in_(list(numbers)))
    return dict(conn.execute(query).all())


def _customers(
    conn: Connection, updates: Sequence[Update], accounts: Mapping[str, int], at: int
) -> dict[str, int]:
    """Return event key -> customer, for updates of people that this commit is about."""
    by_account: dict[int, dict[Person, None]] = {}
    mine = [one for one in updates if _has_customer(one) and one.phone_number_id in accounts]
    for one in mine:
        if one.person is not None:
            by_account.setdefault(accounts[one.phone_number_id], {})[one.person] = None
    found = {
        account: resolve_customers(conn, account, people.keys(), at)
        for account, people in sorted(by_account.items())
    }
    return {
        one.event_key: found[accounts[one.phone_number_id]][one.person]
        for one in mine
        if one.person is not None
    }


def _has_customer(one: Update) -> bool:
    return one.group_id is None and (one.kind in TURNS or one.kind == "preference")


def _conversations(
    conn: Connection,
    updates: Sequence[Update],
    accounts: Mapping[str, int],
    customers: Mapping[str, int],
    at: int,
) -> dict[str, int]:
    """Return event key -> conversation, for updates that belong to one."""
    wanted: dict[int, dict[str, tuple[int, str]]] = {}
    for one in updates:
        if one.kind in TURNS and one.event_key in customers:
            pair = (customers[one.event_key], one.phone_number_id)
            wanted.setdefault(accounts[one.phone_number_id], {})[one.event_key] = pair
    found: dict[str, int] = {}
    for account, pairs in sorted(wanted.items()):
        ids = resolve_conversations(conn, account, set(pairs.values()), at)
        found |= {key: ids[pair] for key, pair in pairs.items()}
    return found


def _lane(one: Update, accounts: Mapping[str, int], conversations: Mapping[str, int]) -> str | None:
    """Return who takes an update in turn; None for what has no turn.

    Groups have lanes of their own, far from their members' conversations.
    """
    account = accounts.get(one.phone_number_id)
    if account is None:
        return None
    if one.group_id is not None:
        return None if one.kind == "status" else f"g:{account}:{_short(one.group_id)}"
    if one.event_key in conversations:
        return lane_of_conversation(conversations[one.event_key])
    return f"a:{account}" if one.kind == "template" else None


def _short(group_id: str) -> str:
    if len(group_id) <= LONGEST_GROUP:
        return group_id
    return hashlib.sha256(group_id.encode()).hexdigest()


def _insert(
    conn: Connection,
    updates: Sequence[Update],
    accounts: Mapping[str, int],
    lanes: Mapping[str, str | None],
    at: int,
) -> set[str]:
    """Insert updates that are not there yet; return their keys."""
    if not updates:
        return set()
    rows = [
        {
            "account_id": accounts.get(one.phone_number_id),
            "event_key": one.event_key,
            "kind": one.kind,
            "lane": lanes[one.event_key],
            "phone_number_id": one.phone_number_id[:LONGEST_NUMBER],
            "payload": one.payload,
            "received_at": at,
            "state": _state(one, accounts, lanes),
        }
        for one in updates
    ]
    statement = upsert(conn, inbox).on_conflict_do_nothing().returning(inbox.c.event_key)
    return set(conn.scalars(statement, rows))


def _state(one: Update, accounts: Mapping[str, int], lanes: Mapping[str, str | None]) -> str:
    if lanes[one.event_key] is not None:
        return "open"
    at_once = one.kind in AT_ONCE and one.phone_number_id in accounts
    return "done" if at_once else "ignored"


def _open_windows(
    conn: Connection, stored: Sequence[Update], conversations: Mapping[str, int], at: int
) -> None:
    """Note when customers wrote last: that opens the 24-hour window."""
    latest: dict[int, int] = {}
    for one in stored:
        if one.kind == "message" and one.event_key in conversations:
            key = conversations[one.event_key]
            # A moment that lies ahead would keep the window open for too long.
            latest[key] = max(latest.get(key, 0), min(one.at or at, at))
    for key, moment in sorted(latest.items()):
        newer = func.coalesce(conversation.c.last_customer_at, 0) < moment
        mine = update(conversation).where(conversation.c.id == key, newer)
        conn.execute(mine.values(last_customer_at=moment, updated_at=at))


def _act_at_once(
    conn: Connection,
    stored: Sequence[Update],
    accounts: Mapping[str, int],
    customers: Mapping[str, int],
    at: int,
) -> None:
    """Apply statuses, preferences and changed numbers. One that fails harms no other."""
    by_account: dict[int, list[Update]] = {}
    for one in stored:
        if one.kind == "status" and one.group_id is None and one.phone_number_id in accounts:
            by_account.setdefault(accounts[one.phone_number_id], []).append(one)
    for account, statuses in by_account.items():
        read_all = [read_status(one.payload) for one in statuses]
        if not _tried(conn, apply_statuses, account, read_all, at) and len(statuses) > 1:
            for one, status in zip(statuses, read_all, strict=True):
                _tried(conn, apply_statuses, account, [status], at, key=one.event_key)
    for one in stored:
        if one.kind in {"preference", "system"} and one.event_key in customers:
            account, customer_id = accounts[one.phone_number_id], customers[one.event_key]
            act = _prefer if one.kind == "preference" else _move
            _tried(conn, act, account, customer_id, one, at, key=one.event_key)


def _prefer(conn: Connection, account: int, customer_id: int, one: Update, at: int) -> None:
    told = read_preference(one.payload)
    if told.category == "marketing_messages":
        record_consent(
            conn, account, customer_id,
            value="in" if told.wants else "out", source="whatsapp_preference",
            proof={"event": one.event_key, "detail": told.detail}, at=told.at or at,
        )  # fmt: skip


def _move(conn: Connection, account: int, customer_id: int, one: Update, at: int) -> None:
    """Keep a customer who changed the phone number or got another BSUID."""
    told = read(one.payload).system
    if told is not None:
        person = Person(phone=told.phone, wire_phone=told.wire_phone, bsuid=told.bsuid)
        attach_address(conn, account, customer_id, person, at)


def _tried(conn: Connection, act: Any, *arguments: Any, key: str | None = None) -> bool:
    """Act under a savepoint: what Meta delivered stays stored, whatever comes of it."""
    try:
        with conn.begin_nested():
            act(conn, *arguments)
    except Exception:
        log.exception("an update could not be applied")
        if key is not None:
            mine = update(inbox).where(inbox.c.event_key == key)
            conn.execute(mine.values(state="dead", error="could not be applied, see the log"))
        return False
    return True
