"""What Meta says about our messages: only forward, whatever the order it arrives in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select, update
from sqlalchemy.sql import ClauseElement

from bot.outbox.callback import read_callback
from bot.outbox.ports import Pending, Sent
from bot.outbox.status import goes_forward, verdict_of
from bot.store.changes import record_change
from bot.store.dialect import for_update, one_of
from bot.store.prepared import given, prepared
from bot.store.sending import mark_sent, settle
from bot.store.states import IS_UNDER_WAY, UNDER_WAY
from bot.store.tables.conversation import conversation, message
from bot.store.tables.engine import outbox
from bot.store.window import wrote_last
from bot.whatsapp.read_status import Status


@prepared
def _told_of(conn: Connection) -> ClauseElement:
    """The messages to send that statuses are about, by wamid or by the try that they name."""
    named = one_of(conn, outbox.c.id, "ids") & IS_UNDER_WAY
    return (
        select(outbox, wrote_last().label("last_customer_at"))
        .outerjoin(conversation, conversation.c.id == outbox.c.conversation_id)
        .where(outbox.c.account_id == bindparam("account_id"))
        .where(or_(one_of(conn, outbox.c.wamid, "wamids"), named))
        .order_by(outbox.c.id)
    )


@prepared
def _logged(conn: Connection) -> ClauseElement:
    columns = (message.c.id, message.c.wamid, message.c.status, message.c.conversation_id)
    mine = (message.c.account_id == bindparam("account_id"), message.c.direction == "out")
    named = select(*columns).where(*mine, one_of(conn, message.c.wamid, "wamids"))
    return for_update(conn, named.order_by(message.c.id))


@prepared
def _forward(_: Connection) -> ClauseElement:
    mine = message.c.id == bindparam("message_id")
    return update(message).where(mine).values(given("status", "status_at"))


@prepared
def _price(_: Connection) -> ClauseElement:
    mine = message.c.id == bindparam("message_id")
    return update(message).where(mine).values(given("pricing"))


def apply_statuses(conn: Connection, account_id: int, statuses: Sequence[Status], at: int) -> None:
    """Bring outbox and message log up to what these statuses say."""
    rows = _outbox_rows(conn, account_id, statuses)
    for status in statuses:
        row = rows.get(status.wamid) or rows.get(status.callback)
        if row is not None:
            _to_outbox(conn, row, status, at)
    _to_log(conn, account_id, statuses)


def _outbox_rows(conn: Connection, account_id: int, statuses: Sequence[Status]) -> dict[str, Any]:
    """Return outbox rows by wamid, and by callback those whose present try it names."""
    wamids = [status.wamid for status in statuses]
    tries = {read_callback(status.callback): status.callback for status in statuses}
    ids = [named[0] for named in tries if named is not None]
    found: dict[str, Any] = {}
    for row in _told_of.rows(conn, account_id=account_id, wamids=wamids, ids=ids):
        if row.wamid is not None:
            found[row.wamid] = row
        elif (word := tries.get((row.id, row.attempts))) is not None:
            found[word] = row
    return found


def _to_outbox(conn: Connection, row: Any, status: Status, at: int) -> None:
    """Take a message for sent whose answer never came; act on one that failed later."""
    if row.state in UNDER_WAY:
        mark_sent(conn, Sent(row.id, status.wamid, row.form or "free"), at)
    if status.state == "failed":
        pending = Pending(
            id=row.id,
            account_id=row.account_id,
            lane=row.lane,
            kind=row.kind,
            phone_number_id=row.phone_number_id,
            forms=row.forms,
            state="sent",
            attempts=row.attempts,
            next_try_at=row.next_try_at,
            recipient=None,
            last_customer_at=row.last_customer_at,
            paused=False,
            forgiven=row.forgiven,
        )
        settle(conn, row.id, verdict_of(pending, status, at), at)


def _to_log(conn: Connection, account_id: int, statuses: Sequence[Status]) -> None:
    """Move messages of the log forward; what Meta says about the price is kept."""
    wamids = [status.wamid for status in statuses]
    rows = {row.wamid: row for row in _logged.rows(conn, account_id=account_id, wamids=wamids)}
    reached = {row.wamid: row.status for row in rows.values()}
    changed: dict[int, int] = {}
    for status in statuses:
        row = rows.get(status.wamid)
        if row is None:
            continue
        forward = goes_forward(reached[status.wamid], status)
        if forward:
            _forward.run(conn, message_id=row.id, status=status.state, status_at=status.at)
            reached[status.wamid] = status.state
        if status.pricing is not None:
            _price.run(conn, message_id=row.id, pricing=status.pricing)
        if forward or status.pricing is not None:
            changed[row.conversation_id] = status.at
    for conversation_id, at in changed.items():
        record_change(conn, account_id, "conversation", conversation_id, at)
