"""The commit of a webhook: its updates, the people behind them, their lanes, their statuses.

All statements are for the whole batch: what a single update costs decides how many a second
are stored.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, update

from bot.inbox.ports import Received
from bot.store.consent import record_consent
from bot.store.contacts import attach_address
from bot.store.hints import hint_lane
from bot.store.lanes import lane_of_conversation
from bot.store.places import Place, Who, place_all
from bot.store.receive_sql import statements
from bot.store.statuses import apply_statuses
from bot.store.tables.engine import inbox
from bot.store.text import dump_json
from bot.whatsapp.identity import Person
from bot.whatsapp.read_message import read
from bot.whatsapp.read_status import read_preference, read_status
from bot.whatsapp.update import Update

log = logging.getLogger(__name__)

# Kinds whose effect is in this very commit.
AT_ONCE: Final = frozenset(["status", "preference"])
# What a column and an index of PostgreSQL take.
LONGEST_NUMBER: Final = 64
LONGEST_GROUP: Final = 100


class StaleError(Exception):
    """What was believed of people or of stored updates does not hold: look everything up."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An update with its place and its lane (None: it has no turn)."""

    update: Update
    place: Place
    lane: str | None


def receive_posts(
    conn: Connection,
    posts: Sequence[Sequence[Update]],
    node: str,
    at: int,
    known: Mapping[Who, Place],
) -> tuple[list[Received], dict[Who, Place]]:
    """Store the updates of several webhooks once each, with all that follows from them.

    Lanes are told to the first of them. Also returns whom it met. StaleError: `known` does not
    hold any more. An update of a number that is nobody's is kept without account and ignored.
    """
    once = {one.event_key: one for post in posts for one in post}
    fresh = _fresh(conn, once)
    places, met = place_all(conn, fresh, known, at)
    placed = [
        Placed(one, place, _lane(one, place)) for one, place in zip(fresh, places, strict=True)
    ]
    _insert(conn, placed, at)
    _open_windows(conn, placed, at)
    lanes = _touch(conn, placed, node, at)
    _act_at_once(conn, placed, at)
    return _share(posts, {one.event_key for one in fresh}, lanes), met


def _share(
    posts: Sequence[Sequence[Update]], fresh: set[str], lanes: tuple[str, ...]
) -> list[Received]:
    left: list[Received] = []
    for post in posts:
        mine = {one.event_key for one in post} & fresh
        fresh -= mine
        left.append(Received(len(mine), len(post) - len(mine), () if left else lanes))
    return left


def _fresh(conn: Connection, once: Mapping[str, Update]) -> list[Update]:
    """Return the updates that are not stored yet."""
    rows = conn.exec_driver_sql(statements(conn).stored, {"keys": dump_json(list(once))})
    stored = {row[0] for row in rows}
    return [one for key, one in once.items() if key not in stored]


def _lane(one: Update, place: Place) -> str | None:
    """Return who takes an update in turn; None for what has no turn.

    Groups have lanes of their own, far from their members' conversations.
    """
    if place.account_id is None:
        return None
    if one.group_id is not None:
        return None if one.kind == "status" else f"g:{place.account_id}:{_short(one.group_id)}"
    if place.conversation_id is not None:
        return lane_of_conversation(place.conversation_id)
    return f"a:{place.account_id}" if one.kind == "template" else None


def _short(group_id: str) -> str:
    if len(group_id) <= LONGEST_GROUP:
        return group_id
    return hashlib.sha256(group_id.encode()).hexdigest()


def _insert(conn: Connection, placed: Sequence[Placed], at: int) -> None:
    """Insert new updates. StaleError: another node stored one of them meanwhile."""
    rows = [
        {
            "account_id": one.place.account_id,
            "event_key": one.update.event_key,
            "kind": one.update.kind,
            "lane": one.lane,
            "phone_number_id": one.update.phone_number_id[:LONGEST_NUMBER],
            "payload": one.update.payload,
            "state": _state(one),
        }
        for one in placed
    ]
    told = {"rows": dump_json(rows), "at": at}
    if rows and conn.exec_driver_sql(statements(conn).insert, told).rowcount != len(rows):
        raise StaleError


def _state(one: Placed) -> str:
    if one.lane is not None:
        return "open"
    at_once = one.update.kind in AT_ONCE and one.place.account_id is not None
    return "done" if at_once else "ignored"


def _open_windows(conn: Connection, placed: Sequence[Placed], at: int) -> None:
    """Note when customers wrote last: that opens the 24-hour window.

    StaleError: a conversation that was remembered is gone.
    """
    latest: dict[int, int] = {}
    for one in placed:
        key = one.place.conversation_id
        if key is not None and one.update.kind == "message":
            # A moment that lies ahead would keep the window open for too long.
            latest[key] = max(latest.get(key, 0), min(one.update.at or at, at))
    rows = [{"id": key, "moment": moment} for key, moment in sorted(latest.items())]
    told = {"rows": dump_json(rows), "at": at}
    if rows and conn.exec_driver_sql(statements(conn).window, told).rowcount != len(rows):
        raise StaleError


def _touch(conn: Connection, placed: Sequence[Placed], node: str, at: int) -> tuple[str, ...]:
    """Wake lanes, in the order of their keys; return those that are this node's now."""
    keys = sorted({one.lane for one in placed if one.lane is not None})
    if not keys:
        return ()
    told = {"keys": dump_json(keys), "owner": node, "at": at}
    conn.exec_driver_sql(statements(conn).touch, told)
    foreign = {row[0] for row in conn.exec_driver_sql(statements(conn).foreign, told)}
    for key in foreign:
        hint_lane(conn, key)
    return tuple(key for key in keys if key not in foreign)


def _act_at_once(conn: Connection, placed: Sequence[Placed], at: int) -> None:
    """Apply statuses, preferences and changed numbers. One that fails harms no other."""
    by_account: dict[int, list[Update]] = {}
    for one in placed:
        account = one.place.account_id
        if account is None or one.update.kind not in _ACTING:
            continue
        if one.update.kind != "status":
            _act(conn, account, one, at)
        elif one.update.group_id is None:
            by_account.setdefault(account, []).append(one.update)
    for account, statuses in by_account.items():
        _apply_all(conn, account, statuses, at)


def _apply_all(conn: Connection, account: int, updates: Sequence[Update], at: int) -> None:
    """Apply statuses in one go; where that fails, one by one."""
    statuses = [read_status(one.payload) for one in updates]
    if len(updates) > 1 and _tried(conn, apply_statuses, account, statuses, at):
        return
    for one, status in zip(updates, statuses, strict=True):
        _tried(conn, apply_statuses, account, [status], at, key=one.event_key)


_ACTING: Final = frozenset(["status", "preference", "system"])


def _act(conn: Connection, account: int, one: Placed, at: int) -> None:
    if one.place.customer_id is not None:
        act = _prefer if one.update.kind == "preference" else _move
        key = one.update.event_key
        _tried(conn, act, account, one.place.customer_id, one.update, at, key=key)


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
