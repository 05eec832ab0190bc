"""The messages of one conversation as people read them, with all that they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, select

from bot.console.inbox.bubble import skus_named
from bot.console.inbox.values import Logged, Thread, Tick, Understood
from bot.store.inbox_views import read_talk
from bot.store.media import files_of, state_of_file
from bot.store.order_files import orders_shown_in
from bot.store.products import products_with
from bot.store.tables.conversation import message, turn
from bot.store.tables.people import person

A_PAGE = 60


def read_thread(
    conn: Connection,
    account_id: int,
    conversation_id: int,
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int = A_PAGE,
) -> Thread | None:
    """Return the newest messages, those before an id, or those after one; oldest first."""
    talk = read_talk(conn, account_id, conversation_id)
    if talk is None:
        return None
    mine = message.c.conversation_id == conversation_id
    rows, more = _page(conn, mine, before, after, limit)
    quoted = _quoted(conn, account_id, [row.quoted_wamid for row in rows if row.quoted_wamid])
    skus = {sku for row in (*rows, *quoted.values()) for sku in skus_named(row)}
    found = products_with(conn, account_id, skus)
    paid = orders_shown_in(conn, [row.id for row in rows])
    files = files_of(conn, [row.id for row in rows])
    rows = [replace(row, shows_payment_of=paid.get(row.id), file=files.get(row.id)) for row in rows]
    return Thread(talk, tuple(rows), quoted, {one.sku: one for one in found}, more)


def read_message(
    conn: Connection, account_id: int, conversation_id: int, message_id: int
) -> Logged | None:
    """Return one message of a conversation of the account."""
    mine = (
        message.c.account_id == account_id,
        message.c.conversation_id == conversation_id,
        message.c.id == message_id,
    )
    row = conn.execute(_messages().where(*mine)).mappings().one_or_none()
    if row is None:
        return None
    return replace(_logged(row), file=files_of(conn, [message_id]).get(message_id))


def read_turn(conn: Connection, account_id: int, turn_id: int) -> Understood | None:
    """Return what the bot made of a turn."""
    query = select(turn).where(turn.c.account_id == account_id, turn.c.id == turn_id)
    row = conn.execute(query).mappings().one_or_none()
    if row is None:
        return None
    return Understood(
        outcome=row["outcome"],
        intent=row["intent"] or "",
        acts=row["acts"] or (),
        timings=row["timings"] or {},
        model=row["model"] or "",
        at=row["at"],
    )


def read_ticks(conn: Connection, conversation_id: int, limit: int = A_PAGE) -> list[Tick]:
    """Return the newest messages and how far ours got, oldest first."""
    columns = (message.c.id, message.c.status, message.c.error_code, message.c.error, message.c.at)
    file = state_of_file().label("file")
    mine = message.c.conversation_id == conversation_id
    query = select(*columns, file).where(mine).order_by(message.c.id.desc()).limit(limit)
    rows = conn.execute(query).all()[::-1]
    return [
        Tick(row.id, row.status or "", row.error_code, row.error or "", row.at, row.file or "")
        for row in rows
    ]


def _page(
    conn: Connection, mine: ColumnElement[bool], before: int | None, after: int | None, limit: int
) -> tuple[list[Logged], bool]:
    query = _messages().where(mine)
    if after is not None:
        newer = query.where(message.c.id > after).order_by(message.c.id).limit(limit + 1)
        rows = conn.execute(newer).mappings().all()
        return [_logged(row) for row in rows[:limit]], len(rows) > limit
    if before is not None:
        query = query.where(message.c.id < before)
    older = query.order_by(message.c.id.desc()).limit(limit + 1)
    rows = conn.execute(older).mappings().all()
    return [_logged(row) for row in rows[:limit]][::-1], len(rows) > limit


def _messages() -> Select[Any]:
    joined = message.outerjoin(person, person.c.id == message.c.person_id)
    columns = (person.c.name.label("person_name"), person.c.email.label("person_email"))
    return select(message, *columns).select_from(joined)


def _quoted(conn: Connection, account_id: int, wamids: Sequence[str]) -> dict[str, Logged]:
    if not wamids:
        return {}
    mine = (message.c.account_id == account_id, message.c.wamid.in_(wamids))
    rows = conn.execute(_messages().where(*mine)).mappings()
    return {row["wamid"]: _logged(row) for row in rows}


def _logged(row: RowMapping) -> Logged:
    return Logged(
        id=row["id"],
        direction=row["direction"],
        author=row["author"],
        type=row["type"],
        body=row["body"],
        payload=row["payload"] or {},
        at=row["at"],
        person=row["person_name"] or (row["person_email"] or "").partition("@")[0],
        wamid=row["wamid"] or "",
        quoted_wamid=row["quoted_wamid"] or "",
        status=row["status"] or "",
        error_code=row["error_code"],
        error=row["error"] or "",
        turn_id=row["turn_id"],
    )
