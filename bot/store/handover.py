"""Who has a conversation: the bot or a person. Both directions, always with a new version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, case, or_, select, update

from bot.console.inbox.values import FLAGS
from bot.handover.answering import hours_of
from bot.store.changes import record_change
from bot.store.recovery import cancel_recovery
from bot.store.settings import preferences_of
from bot.store.tables.conversation import conversation
from bot.store.timers import cancel_timer, has_timer, set_timer

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
    _change(conn, conversation_id, values, at)
    cancel_recovery(conn, conversation_id, "person", at)
    cancel_timer(conn, timer_key(conversation_id))
    if asked:
        watch_unanswered(conn, conversation_id, at)


def flag_for_people(
    conn: Connection, conversation_id: int, reason: str, summary: str, at: int
) -> None:
    """Ask people to look at a conversation that stays the bot's. Nothing waits, no timer runs.

    Where they are asked for more than a look (bot.store.inbox.ask_for_person) that stays.
    Part of a closing turn, whose fence gives the conversation its next version.
    """
    values = {"handover_reason": reason, "handover_summary": summary, "handover_at": at}
    only_looks = or_(~conversation.c.asks_for_person, conversation.c.handover_reason.in_(FLAGS))
    where = (conversation.c.id == conversation_id, conversation.c.mode == "bot", only_looks)
    conn.execute(update(conversation).where(*where).values(**values, asks_for_person=True))


def to_bot(conn: Connection, conversation_id: int, at: int) -> None:
    """Give a conversation back to the bot."""
    values: dict[str, Any] = {"mode": "bot", "asks_for_person": False, "person_id": None}
    _change(conn, conversation_id, values, at)
    cancel_timer(conn, timer_key(conversation_id))


def taken_by_person(
    conn: Connection, conversation_id: int, person_id: int | None, at: int, reason: str = "taken"
) -> None:
    """A person took the conversation. Why it was handed over stays; whoever waits still does."""
    _change(conn, conversation_id, _taken(person_id, reason, at), at)
    cancel_recovery(conn, conversation_id, "person", at)


def answered_by_person(
    conn: Connection, conversation_id: int, person_id: int | None, at: int
) -> None:
    """A person wrote: nobody waits any more, and the conversation is theirs."""
    taken_by_person(conn, conversation_id, person_id, at, "answered")
    cancel_timer(conn, timer_key(conversation_id))


def answered_elsewhere(conn: Connection, conversation_id: int, at: int) -> None:
    """A person wrote on the phone: nobody waits any more; who has the conversation keeps it."""
    _change(conn, conversation_id, {"asks_for_person": False}, at)
    cancel_timer(conn, timer_key(conversation_id))


def watch_unanswered(conn: Connection, conversation_id: int, at: int) -> None:
    """Watch that a customer who writes to a person is answered; watched already: nothing.

    `handover_minutes` of business hours later the bot offers itself (bot.handover.unanswered).
    """
    key = timer_key(conversation_id)
    if has_timer(conn, key) is not None:
        return
    mine = conversation.c.id == conversation_id
    account_id = conn.execute(select(conversation.c.account_id).where(mine)).scalar_one()
    preferences = preferences_of(conn, account_id)
    due = hours_of(preferences).after(at, preferences.handover_minutes)
    payload = {"conversation_id": conversation_id, "since": at}
    set_timer(conn, key, due, UNANSWERED, payload, account_id)


def timer_key(conversation_id: int) -> str:
    """Return the key of the timer that watches an unanswered customer."""
    return f"conversation:{conversation_id}:handover"


def _taken(person_id: int | None, reason: str, at: int) -> Mapping[str, Any]:
    """Return the columns of a conversation that a person has; those of a hand-over stay."""
    kept = conversation.c.mode == "person"
    return {
        "mode": "person",
        "handover_reason": _unless(kept, conversation.c.handover_reason, reason),
        "handover_summary": _unless(kept, conversation.c.handover_summary, ""),
        "handover_at": _unless(kept, conversation.c.handover_at, at),
        "asks_for_person": False,
        "person_id": person_id,
    }


def _unless(kept: Any, column: Any, fresh: str | int) -> Any:
    return case((kept, column), else_=fresh)


def _change(conn: Connection, conversation_id: int, values: Mapping[str, Any], at: int) -> int:
    fresh = {**values, "version": conversation.c.version + 1, "updated_at": at}
    where = conversation.c.id == conversation_id
    conn.execute(update(conversation).where(where).values(fresh))
    account_id = conn.execute(select(conversation.c.account_id).where(where)).scalar_one()
    record_change(conn, account_id, "conversation", conversation_id, at)
    return int(account_id)
