"""When a customer wrote last: what opens WhatsApp's 24-hour window.

A turn writes it when it closes (a row that is given up: when it is buried), not the commit that
stores a message: that would write every conversation twice. In between the message itself tells
it, so whoever asks reads both, as `wrote_last` says.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    case,
    cast,
    func,
    literal_column,
    select,
    update,
)

from bot.store.states import IS_OPEN
from bot.store.tables.conversation import conversation
from bot.store.tables.engine import inbox


def wrote_last() -> ColumnElement[Any]:
    """When the customer of a query's conversation wrote last, ms UTC; null: never.

    Of a message that waits for its turn only the arrival is known here, which is a little later.
    """
    known = conversation.c.last_customer_at
    lane = literal_column("'c:'", String) + cast(conversation.c.id, String)
    waits = (IS_OPEN, inbox.c.lane == lane, inbox.c.kind == literal_column("'message'"))
    newest = select(func.max(inbox.c.received_at)).where(*waits).correlate(conversation)
    arrived = newest.scalar_subquery()
    return case((arrived > func.coalesce(known, 0), arrived), else_=known)


def note_writing(conn: Connection, conversation_id: int, moment: int, at: int) -> None:
    """Note when a customer wrote whose message gets no turn."""
    mine = conversation.c.id == conversation_id
    values = {"last_customer_at": latest(moment), "updated_at": at}
    conn.execute(update(conversation).where(mine).values(values))


def latest(moment: Any) -> ColumnElement[Any]:
    """The later of what a conversation knows and this moment; null: no news."""
    known = conversation.c.last_customer_at
    return case((moment > func.coalesce(known, 0), moment), else_=known)
