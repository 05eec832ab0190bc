"""Bringing a database to this version's tables. SQLite files are copied first."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from bot.store.database import Database, DatabaseError

SCRIPTS: Final = Path(__file__).parent / "migrations"
# Any number, the same in every process: only one of them migrates at a time.
_LOCK: Final = 7_165_348_901


async def migrate(database: Database) -> None:
    """Create or upgrade every table. DatabaseError: the database is newer than the program."""
    await asyncio.to_thread(_migrate, database.engine)


async def is_current(database: Database) -> bool:
    """Whether the database has exactly this program's tables."""
    return await database.read(revision_of) == newest_revision()


def _migrate(engine: Engine) -> None:
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        now, newest = revision_of(connection), newest_revision()
        if now == newest:
            return
        _refuse_newer(now)
        if now is not None and engine.dialect.name == "sqlite":
            _copy(Path(engine.url.database or ""), now)
        command.upgrade(alembic_over(connection), "head")


def revision_of(connection: Connection) -> str | None:
    """Return the revision a database stands at; None before its first one."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """Return the revision that this program's tables are."""
    return _scripts().get_current_head()


def alembic_over(connection: Connection | None) -> Config:
    """Return Alembic's configuration, to work over a connection."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _refuse_newer(now: str | None) -> None:
    known = {one.revision for one in _scripts().walk_revisions()}
    if now is not None and now not in known:
        raise DatabaseError(
            f"the database was made by a newer version (revision {now}); upgrade the program, "
            "or restore the copy that lies beside it"
        )


def _copy(path: Path, now: str) -> None:
    """Keep an embedded database as it was; a server's is saved with its own tools.

    Copied by SQLite itself: much of it may still lie in the write-ahead log.
    """
    target = path.with_suffix(f".before-upgrade-{now}.db")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(alembic_over(None))
