"""What arrived becomes the message log that people read."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.sql import ClauseElement

from bot.inbox.closing import Arrived, Closing
from bot.store.cut import fitting
from bot.store.dialect import upsert
from bot.store.media import write_media
from bot.store.prepared import given, prepared
from bot.store.tables.conversation import message

WHERE = ("account_id", "conversation_id", "turn_id", "inbox_id")
WHAT = ("direction", "author", "type", "body", "payload", "wamid", "quoted_wamid", "status", "at")


@prepared
def _arrived(conn: Connection) -> ClauseElement:
    """Write a message unless its wamid is there."""
    fresh = upsert(conn, message).values(given(*WHERE, *WHAT))
    return fresh.on_conflict_do_nothing().returning(message.c.id)


def log_arrived(conn: Connection, closing: Closing, turn_id: int) -> None:
    """Write every update of the burst into the message log, with its files."""
    for arrived in closing.arrived:
        message_id = _message(conn, closing, arrived, turn_id)
        if message_id is not None and arrived.media is not None:
            write_media(conn, closing, arrived, message_id)


def _message(conn: Connection, closing: Closing, arrived: Arrived, turn_id: int) -> int | None:
    """Write one message; one that was logged before (an echo told twice) is left alone."""
    customers = arrived.author == "customer"
    row = {
        "account_id": closing.loaded.account_id,
        "conversation_id": closing.loaded.conversation_id,
        "turn_id": turn_id,
        "inbox_id": arrived.inbox_id,
        "direction": "in" if customers else "out",
        "author": arrived.author,
        "type": arrived.type,
        "body": arrived.body,
        "payload": dict(arrived.payload),
        "wamid": arrived.wamid or None,
        "quoted_wamid": arrived.quoted_wamid,
        "status": None if customers else "sent",
        "at": arrived.at,
    }
    logged: int | None = _arrived.scalar(conn, **fitting(message, row))
    return logged
