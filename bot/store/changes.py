"""The change feed: one row for each thing that changed, in the commit that changed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.sql import ClauseElement

from bot.store.cut import cut
from bot.store.hints import CHANGES, hint
from bot.store.markers import read_marker
from bot.store.prepared import given, prepared
from bot.store.tables.engine import change

PURGED: Final = "change.purged"


@prepared
def _insert(_: Connection) -> ClauseElement:
    return insert(change).values(given("account_id", "kind", "key", "at"))


@prepared
def _after(_: Connection) -> ClauseElement:
    columns = (change.c.seq, change.c.account_id, change.c.kind, change.c.key, change.c.at)
    behind = select(*columns).where(change.c.seq > bindparam("after"))
    return behind.order_by(change.c.seq).limit(bindparam("most"))


@dataclass(frozen=True, slots=True)
class Change:
    """Something changed. kind: product, setting, conversation, ...; key: its id or name."""

    seq: int
    account_id: int | None
    kind: str
    key: str
    at: int


def record_change(
    conn: Connection, account_id: int | None, kind: str, key: str | int, at: int
) -> None:
    """Write that something changed, in the same commit as what changed."""
    _insert.run(conn, account_id=account_id, kind=kind, key=cut(change.c.key, str(key)), at=at)
    hint(conn, CHANGES)


def record_changes(
    conn: Connection, account_id: int | None, kind: str, keys: Sequence[str | int], at: int
) -> None:
    """Write that many things of one kind changed."""
    if keys:
        rows = [{"account_id": account_id, "kind": kind, "key": str(key), "at": at} for key in keys]
        _insert.run_each(conn, rows)
        hint(conn, CHANGES)


def last_seq(conn: Connection) -> int:
    """Return the newest change's number, 0 when there never was one.

    Numbers never come again, also after a purge.
    """
    newest = conn.scalar(select(func.max(change.c.seq)))
    return int(newest or 0) or purged_seq(conn)


def read_changes(conn: Connection, after: int, limit: int = 1_000) -> list[Change]:
    """Return the changes after a number, oldest first.

    On PostgreSQL a lower number may become visible after a higher one: whoever tails asks
    again for the last five seconds (bot.store.feed does).
    """
    return [Change(*row) for row in _after.rows(conn, after=after, most=limit)]


def purged_seq(conn: Connection) -> int:
    """Return the last number that was purged: whoever is behind it must read everything anew."""
    return int(read_marker(conn, PURGED) or 0)
