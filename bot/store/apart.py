"""What arrives for no conversation: group messages, which are kept apart, and template news."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from bot.inbox.heard import hear
from bot.inbox.ports import InboxRow
from bot.store.changes import record_change
from bot.store.database import Database
from bot.store.dialect import upsert
from bot.store.inbox import finish_rows
from bot.store.lanes import owns_lane
from bot.store.tables.conversation import message
from bot.store.templates import follow_template
from bot.whatsapp.read_status import read_template

GROUP = "g:"


class SqlApart:
    """Takes the rows of lanes that belong to no conversation."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def take(self, lane: str, owner: str, rows: Sequence[InboxRow], at: int) -> None:
        """Keep the rows and finish them in one commit, if the lane is still ours."""
        await self._db.write(take_apart, lane, owner, rows, at)


def take_apart(conn: Connection, lane: str, owner: str, rows: Sequence[InboxRow], at: int) -> None:
    """Log group messages (never answered) and follow template news."""
    if not owns_lane(conn, lane, owner):
        return
    if lane.startswith(GROUP):
        _log_group(conn, lane, rows)
        record_change(conn, rows[0].account_id, "group", lane, at)
    else:
        for row in rows:
            follow_template(conn, row.account_id, read_template(row.payload), at)
    finish_rows(conn, [row.id for row in rows])


def _log_group(conn: Connection, lane: str, rows: Sequence[InboxRow]) -> None:
    group = lane.removeprefix(GROUP).partition(":")[2]
    for row, heard in zip(rows, hear(rows), strict=True):
        told = heard.arrived
        values = {
            "account_id": row.account_id,
            "inbox_id": row.id,
            "direction": "in" if told.author == "customer" else "out",
            "author": told.author,
            "type": told.type,
            "body": told.body,
            "payload": dict(row.payload),
            "wamid": told.wamid or None,
            "group_id": group,
            "at": told.at,
        }
        conn.execute(upsert(conn, message).values(values).on_conflict_do_nothing())
