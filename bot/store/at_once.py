"""Updates that nobody answers: their effect is in the very commit that stores them.

Statuses, preferences, changed numbers, messages in groups (kept apart, never answered) and
templates that changed at Meta.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, update

from bot.store.consent import PREFERENCE, lift_stop, record_consent
from bot.store.contacts import attach_address
from bot.store.cut import fitting
from bot.store.dialect import upsert
from bot.store.places import Place
from bot.store.savepoint import savepoint
from bot.store.statuses import apply_statuses
from bot.store.tables.conversation import message
from bot.store.tables.engine import inbox
from bot.store.templates import follow_template
from bot.whatsapp.identity import Person
from bot.whatsapp.read_message import read
from bot.whatsapp.read_status import read_preference, read_status, read_template
from bot.whatsapp.update import Update

log = logging.getLogger(__name__)

Act = Callable[[Connection, Place, Update, int], None]


def act_at_once(conn: Connection, placed: Sequence[tuple[Update, Place]], at: int) -> None:
    """Apply what can be applied. An update that cannot harms no other and is kept as dead."""
    statuses: dict[int, list[Update]] = {}
    for one, place in placed:
        if place.account_id is None:
            continue
        if one.kind == "status" and one.group_id is None:
            statuses.setdefault(place.account_id, []).append(one)
        elif (act := _ACTS.get(_kind(one))) is not None:
            _tried(conn, act, place, one, at, key=one.event_key)
    for account_id, updates in statuses.items():
        _apply_all(conn, account_id, updates, at)


def _kind(one: Update) -> str:
    return "group" if one.group_id is not None and one.kind != "status" else one.kind


def _apply_all(conn: Connection, account_id: int, updates: Sequence[Update], at: int) -> None:
    """Apply statuses in one go; where that fails, one by one."""
    statuses = [read_status(one.payload) for one in updates]
    if len(updates) > 1 and _tried(conn, apply_statuses, account_id, statuses, at):
        return
    for one, status in zip(updates, statuses, strict=True):
        _tried(conn, apply_statuses, account_id, [status], at, key=one.event_key)


def _prefer(conn: Connection, place: Place, one: Update, at: int) -> None:
    """Keep that a customer stopped or resumed marketing messages at WhatsApp."""
    told = read_preference(one.payload)
    if told.category != "marketing_messages" or place.customer_id is None:
        return
    whose, moment = (place.account_id or 0, place.customer_id), told.at or at
    proof = {"event": one.event_key, "detail": told.detail}
    if told.wants:
        lift_stop(conn, *whose, proof, moment)
    else:
        record_consent(conn, *whose, value="out", source=PREFERENCE, proof=proof, at=moment)


def _move(conn: Connection, place: Place, one: Update, at: int) -> None:
    """Keep a customer who changed the phone number or got another BSUID."""
    told = read(one.payload).system
    if told is not None and place.customer_id is not None:
        person = Person(phone=told.phone, wire_phone=told.wire_phone, bsuid=told.bsuid)
        attach_address(conn, place.account_id or 0, place.customer_id, person, at)


def _log_group(conn: Connection, place: Place, one: Update, at: int) -> None:
    """Keep a message of a group in the log, in no conversation."""
    told = read(one.payload)
    if not told.wamid:
        return
    ours = one.kind == "echo"
    row = {
        "account_id": place.account_id,
        "direction": "out" if ours else "in",
        "author": "phone" if ours else "customer",
        "type": told.type,
        "body": told.text,
        "payload": one.payload,
        "wamid": told.wamid,
        "group_id": one.group_id or "",
        "at": one.at or at,
    }
    conn.execute(upsert(conn, message).values(fitting(message, row)).on_conflict_do_nothing())


def _change_template(conn: Connection, place: Place, one: Update, at: int) -> None:
    follow_template(conn, place.account_id or 0, read_template(one.payload), at)


_ACTS: Final[Mapping[str, Act]] = {
    "preference": _prefer,
    "system": _move,
    "group": _log_group,
    "template": _change_template,
}


def _tried(
    conn: Connection, act: Callable[..., None], *arguments: Any, key: str | None = None
) -> bool:
    """Act under a savepoint: what Meta delivered stays stored, whatever comes of it."""
    try:
        with savepoint(conn, "applied"):
            act(conn, *arguments)
    except Exception:
        log.exception("an update could not be applied")
        if key is not None:
            mine = update(inbox).where(inbox.c.event_key == key)
            conn.execute(mine.values(state="dead", error="could not be applied, see the log"))
        return False
    return True
