"""Who has a conversation: the bot or a person. Both directions, always with a new version."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, update

from bot.handover.hours import HoursError, parse_hours
from bot.store.changes import record_change
from bot.store.recovery import cancel_recovery
from bot.store.settings import preferences_of
from bot.store.tables.conversation import conversation
from bot.store.timers import cancel_timer, set_timer

UNANSWERED = "handover"


def to_person(
    conn: Connection, conversation_id: int, reason: str, summary: str, at: int, *, asked: bool,
    person_id: int | None = None,
) -> None:  # fmt: skip
    """Give a conversation to people. asked: somebody waits for them, so a timer watches.

    The cart's reminder is cancelled: nobody reminds while a person is at it.
    """
    values: dict[str, Any] = {
        "mode": "person",
        "handover_reason": reason,
        "handover_summary": summary,
        "handover_at": at,
        "asks_for_person": asked,
        "person_id": person_id,
    }
    account_id = _change(conn, conversation_id, values, at)
    cancel_recovery(conn, conversation_id, "person", at)
    if asked:
        due = _unanswered_at(conn, account_id, at)
        payload = {"conversation_id": conversation_id}
        set_timer(conn, timer_key(conversation_id), due, UNANSWERED, payload, account_id)
    else:
        cancel_timer(conn, timer_key(conversation_id))


def to_bot(conn: Connection, conversation_id: int, at: int) -> None:
    """Give a conversation back to the bot."""
    values: dict[str, Any] = {"mode": "bot", "asks_for_person": False, "person_id": None}
    _change(conn, conversation_id, values, at)
    cancel_timer(conn, timer_key(conversation_id))


def answered_by_person(conn: Connection, conversation_id: int, person_id: int, at: int) -> None:
    """A person wrote: nobody waits any more, and the conversation is theirs."""
    to_person(conn, conversation_id, "answered", "", at, asked=False, person_id=person_id)


def timer_key(conversation_id: int) -> str:
    """Return the key of the timer that watches an unanswered customer."""
    return f"conversation:{conversation_id}:handover"


def _unanswered_at(conn: Connection, account_id: int, at: int) -> int:
    preferences = preferences_of(conn, account_id)
    try:
        hours = parse_hours(preferences.hours, preferences.time_zone)
    except HoursError:
        hours = parse_hours("", "UTC")
    return hours.after(at, preferences.handover_minutes)


def _change(conn: Connection, conversation_id: int, values: dict[str, Any], at: int) -> int:
    fresh = {**values, "version": conversation.c.version + 1, "updated_at": at}
    where = conversation.c.id == conversation_id
    conn.execute(update(conversation).where(where).values(fresh))
    account_id = conn.execute(select(conversation.c.account_id).where(where)).scalar_one()
    record_change(conn, account_id, "conversation", conversation_id, at)
    return int(account_id)
