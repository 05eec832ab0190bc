"""The statements that every message costs look at what is not done with, and at nothing else."""

# pyright: reportPrivateUsage=false
import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.store import dead_letters, inbox, lanes, outbox, sending, states, statuses
from bot.store.database import Database
from bot.store.prepared import Prepared
from bot.store.tables import engine

VALUES: dict[str, Any] = {
    "lane": "c:1", "after": 0, "node": "n1", "seen": 1, "ids": [1], "wamids": ["w"],
    "state": "done", "account_id": 1, "outbox_id": 1, "tried": 0, "form": "free", "next_try_at": 1,
    "wamid": "w", "sent_at": 1,
}  # fmt: skip


def _some(table: Any, *where: Any) -> Callable[[Connection], str]:
    """Return what compiles a query that is not prepared."""
    return _sql(select(table).where(*where))


def _sql(query: Any) -> Callable[[Connection], str]:
    options = {"literal_binds": True}
    return lambda conn: str(query.compile(dialect=conn.dialect, compile_kwargs=options))


def _of(statement: Prepared) -> Callable[[Connection], str]:
    return statement.sql


USED = {
    "a lane's open rows": (_of(inbox._open), "ix_inbox_open"),
    "a lane's messages": (_of(outbox._waiting), "ix_outbox_waiting"),
    "letting go: rows": (_of(lanes._release), "ix_inbox_open"),
    "letting go: messages": (_of(lanes._release), "ix_outbox_waiting"),
    "how much waits": (_some(engine.inbox, states.IS_OPEN), "ix_inbox_open"),
    "lanes of messages": (_some(engine.outbox, states.WAITS), "ix_outbox_waiting"),
    "what is being sent": (
        _some(engine.outbox, engine.outbox.c.lane.in_(["c:1", "c:2"]), states.IS_SENDING),
        "ix_outbox_waiting",
    ),
    "what is held": (
        _some(engine.outbox, engine.outbox.c.phone_number_id == "1", states.IS_HELD),
        "ix_outbox_held",
    ),
    "given up: ours": (_sql(dead_letters._outgoing(1)), "ix_outbox_given_up"),
    "given up: theirs": (_sql(dead_letters._incoming(1)), "ix_inbox_dead"),
    "how many were given up": (
        _sql(select(func.count()).select_from(engine.inbox).where(states.IS_DEAD)),
        "ix_inbox_dead",
    ),
}
BY_ID = {
    "closing rows": inbox._finish,
    "beginning a try": sending._begin,
    "noting what went out": sending._sent,
    "what a status is about": statuses._told_of,
}


@pytest.mark.parametrize("what", USED)
async def test_waiting_work_is_found_by_its_own_index(db: Database, what: str) -> None:
    statement, index = USED[what]
    assert index in await db.read(_plan, statement)


# PostgreSQL decides by how many rows there are.
@pytest.mark.parametrize("db", ["sqlite"], indirect=True)
@pytest.mark.parametrize("what", BY_ID)
async def test_rows_that_are_named_are_found_by_their_names(db: Database, what: str) -> None:
    plan = await db.read(_plan, _of(BY_ID[what]))
    assert "USING INTEGER PRIMARY KEY" in plan
    assert not re.search(r"SCAN (in|out)box|box USING INDEX ix_outbox_waiting", plan)


def _plan(conn: Connection, statement: Callable[[Connection], str]) -> str:
    """Return how a statement is run, its values not yet known."""
    sql = statement(conn)
    if conn.dialect.name == "sqlite":
        unknown = [None] * sql.count("?")
        rows = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", tuple(unknown)).all()
        return "\n".join(row[3] for row in rows)
    conn.exec_driver_sql("SET LOCAL enable_seqscan = off")  # what an empty table deserves
    named = re.findall(r"%\((\w+)\)s", sql)
    values = {name: VALUES.get(name) for name in named}
    rows = conn.exec_driver_sql(f"EXPLAIN {sql}", values).all()
    return "\n".join(row[0] for row in rows)
