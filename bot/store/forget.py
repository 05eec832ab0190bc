"""Old rows, forgotten from the oldest on: a small window of ids at a time.

Ids grow with time, so a window without an old row is the last one. A window reads no more rows
than it may delete; so the writer is never held, however many rows there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Table,
    delete,
    func,
    select,
    update,
)

from bot.store.changes import PURGED
from bot.store.markers import write_marker
from bot.store.states import CLOSED, OUT
from bot.store.tables.catalog import search_log
from bot.store.tables.commerce import checkout_link, provider_event
from bot.store.tables.conversation import message, suppression, turn
from bot.store.tables.engine import change, inbox, outbox
from bot.store.tables.people import invitation, session

# Forgets in the window behind an id; returns the id to go on behind, None at the end.
Window = Callable[[Connection, int, int], int | None]


def forget_inbox(before: int) -> Window:
    """Forget updates that were answered or passed over."""
    return _older(inbox, inbox.c.received_at, before, inbox.c.state.in_(CLOSED))


def forget_outbox(before: int) -> Window:
    """Forget messages that are long out or long given up; the message log stays."""
    return _older(outbox, outbox.c.created_at, before, outbox.c.state.in_(OUT))


def forget_links(before: int) -> Window:
    """Forget links that expired before a moment."""
    return _older(checkout_link, checkout_link.c.expires_at, before)


def forget_suppressions(before: Mapping[int, int]) -> Window:
    """Forget why messages were not sent. before: a moment for each account."""

    def window(conn: Connection, after: int, limit: int) -> int | None:
        old, onward = _judged(conn, suppression, before, after, limit)
        conn.execute(delete(suppression).where(suppression.c.id.in_(old)))
        return onward

    return window


def forget_turns(before: Mapping[int, int]) -> Window:
    """Forget what was understood and searched; messages stay. before: for each account."""

    def window(conn: Connection, after: int, limit: int) -> int | None:
        old, onward = _judged(conn, turn, before, after, limit)
        conn.execute(delete(search_log).where(search_log.c.turn_id.in_(old)))
        mine = message.c.turn_id.in_(old)
        conn.execute(update(message).where(mine).values(turn_id=None))
        conn.execute(delete(turn).where(turn.c.id.in_(old)))
        return onward

    return window


def forget_changes(before: int) -> Window:
    """Forget changes; whoever is behind the last forgotten one reads everything anew."""

    def window(conn: Connection, _: int, limit: int) -> int | None:
        first = conn.scalar(select(func.min(change.c.seq))) or 0
        past = (change.c.seq < first + limit, change.c.at < before)
        last = conn.scalar(select(func.max(change.c.seq)).where(*past))
        if last is None:
            return None
        conn.execute(delete(change).where(change.c.seq <= last))
        write_marker(conn, PURGED, str(last))
        return int(last)

    return window


def forget_events(before: int) -> Window:
    """Forget webhooks of payment providers that had their effect."""

    def window(conn: Connection, _: int, limit: int) -> int | None:
        old = (provider_event.c.received_at < before, provider_event.c.state != "open")
        key = (provider_event.c.provider, provider_event.c.event_id)
        rows = conn.execute(select(*key).where(*old).limit(limit)).all()
        for row in rows:
            mine = (key[0] == row.provider, key[1] == row.event_id)
            conn.execute(delete(provider_event).where(*mine))
        return 0 if len(rows) == limit else None

    return window


def forget_sessions(before: int) -> Window:
    """Forget browsers whose session ended and invitations that ran out."""

    def window(conn: Connection, _: int, __: int) -> None:
        for table in (session, invitation):
            conn.execute(delete(table).where(table.c.expires_at < before))

    return window


def _older(table: Table, moment: Column[int], before: int, *also: ColumnElement[bool]) -> Window:
    """Forget a table's rows from before a moment, as far as more is true of them."""

    def window(conn: Connection, after: int, limit: int) -> int | None:
        rows = _window(conn, table, moment, after, limit)
        old = [row.id for row in rows if row.moment < before]
        conn.execute(delete(table).where(table.c.id.in_(old), *also))
        return rows[-1].id if len(rows) == limit and old else None

    return window


def _judged(
    conn: Connection, table: Table, before: Mapping[int, int], after: int, limit: int
) -> tuple[list[int], int | None]:
    """Return the ids in a window that are too old for their account, and where to go on."""
    rows = _window(conn, table, table.c.at, after, limit)
    old = [row.id for row in rows if row.moment < before.get(row.account_id, 0)]
    newest = max(before.values(), default=0)
    more = len(rows) == limit and any(row.moment < newest for row in rows)
    return old, rows[-1].id if more else None


def _window(
    conn: Connection, table: Table, moment: Column[int], after: int, limit: int
) -> Sequence[Row[Any, Any, int]]:
    columns = (table.c.id, table.c.account_id, moment.label("moment"))
    return conn.execute(
        select(*columns).where(table.c.id > after).order_by(table.c.id).limit(limit)
    ).all()
