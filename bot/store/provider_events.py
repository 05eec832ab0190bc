"""Webhooks of payment providers: open until their effect is committed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, select, update

from bot.payments.protocol import Event
from bot.store.dialect import upsert
from bot.store.tables.commerce import provider_event
from bot.store.timers import cancel_timer, set_timer

EVENT: Final = "payment_event"


def receive_event(conn: Connection, account_id: int, provider: str, event: Event, at: int) -> bool:
    """Keep a webhook once and have it worked on. True: it is new or still open.

    A repetition of an open one wakes it up again; of a closed one it changes nothing.
    """
    row = {
        "provider": provider,
        "event_id": event.id,
        "account_id": account_id,
        "ref": event.ref,
        "received_at": at,
    }
    conn.execute(upsert(conn, provider_event).values(**row).on_conflict_do_nothing())
    if not event_is_open(conn, provider, event.id):
        return False
    facts = {"provider": provider, "event_id": event.id, "ref": event.ref}
    set_timer(conn, event_key(provider, event.id), at, EVENT, facts, account_id)
    return True


def event_is_open(conn: Connection, provider: str, event_id: str) -> bool:
    """Whether a webhook waits for its effect."""
    query = select(provider_event.c.state).where(_is(provider, event_id))
    return conn.scalar(query) == "open"


def close_event(conn: Connection, provider: str, event_id: str) -> None:
    """Note that a webhook had its effect, and stop its timer."""
    conn.execute(update(provider_event).where(_is(provider, event_id)).values(state="closed"))
    cancel_timer(conn, event_key(provider, event_id))


def event_key(provider: str, event_id: str) -> str:
    """Name the timer that works on a webhook."""
    return f"event:{provider}:{event_id}"


def _is(provider: str, event_id: str) -> ColumnElement[bool]:
    return and_(provider_event.c.provider == provider, provider_event.c.event_id == event_id)
