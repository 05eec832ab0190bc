"""What merchants set: rows of `setting`, read as Preferences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.sql import ClauseElement

from bot.accounts.preferences import Preferences, build
from bot.clock import Clock
from bot.store.changes import record_change
from bot.store.database import Database
from bot.store.dialect import put
from bot.store.prepared import prepared
from bot.store.tables.catalog import catalog
from bot.store.tables.house import account, setting

DEFAULT = "default"


@prepared
def _stored(_: Connection) -> ClauseElement:
    mine = setting.c.account_id == bindparam("account_id")
    return select(setting.c.key, setting.c.value).where(mine)


@prepared
def _currency(_: Connection) -> ClauseElement:
    mine = catalog.c.account_id == bindparam("account_id")
    named = select(catalog.c.currency).where(mine, catalog.c.currency != "")
    return named.order_by(catalog.c.id).limit(1)


class SqlSettings:
    """An account's preferences over the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock

    async def read(self, account_id: int) -> Preferences:
        """Return the account's preferences."""
        return await self._db.read(preferences_of, account_id)

    async def stored(self, account_id: int) -> dict[str, Any]:
        """Return only what somebody has set."""
        return await self._db.read(stored_settings, account_id)

    async def write(self, account_id: int, key: str, value: str | float) -> None:
        """Set one preference; its value was checked before (preferences.parse)."""
        await self.write_all(account_id, {key: value})

    async def write_all(self, account_id: int, values: Mapping[str, str | float]) -> None:
        """Set several preferences, all of them or none."""
        await self._db.write(set_settings, account_id, values, self._clock.now())


def preferences_of(conn: Connection, account_id: int) -> Preferences:
    """Return an account's preferences; its currency is its catalog's until a person sets one."""
    stored = stored_settings(conn, account_id)
    if "currency" not in stored:
        found = _currency.scalar(conn, account_id=account_id)
        stored |= {"currency": found} if found else {}
    return build(stored)


def stored_settings(conn: Connection, account_id: int) -> dict[str, Any]:
    """Return what was set, by key."""
    return {row.key: row.value for row in _stored.rows(conn, account_id=account_id)}


def set_setting(conn: Connection, account_id: int, key: str, value: object, at: int) -> None:
    """Set one preference and tell every process.

    Switching reminders on counts from now: carts from before are never reminded. On already:
    nothing changes for them.
    """
    turns_on = key == "recovery" and value is True and not preferences_of(conn, account_id).recovery
    _put(conn, account_id, key, value, at)
    if turns_on:
        _put(conn, account_id, "recovery_since", at, at)
    record_change(conn, account_id, "setting", key, at)


def set_settings(conn: Connection, account_id: int, values: Mapping[str, object], at: int) -> None:
    """Set several preferences in one commit."""
    for key, value in values.items():
        set_setting(conn, account_id, key, value, at)


def clear_setting(conn: Connection, account_id: int, key: str, at: int) -> None:
    """Take a preference back to its default."""
    where = (setting.c.account_id == account_id) & (setting.c.key == key)
    conn.execute(delete(setting).where(where))
    record_change(conn, account_id, "setting", key, at)


def ensure_account(conn: Connection, slug: str, name: str, at: int) -> int:
    """Return the account's id, making the account when it is missing."""
    found = conn.scalar(select(account.c.id).where(account.c.slug == slug))
    if found is not None:
        return int(found)
    values = {"slug": slug, "name": name, "created_at": at}
    made = conn.execute(insert(account).values(values).returning(account.c.id)).one()
    return int(made.id)


def account_id_of(conn: Connection, slug: str) -> int | None:
    """Return the id of the account with this slug."""
    return conn.scalar(select(account.c.id).where(account.c.slug == slug))


def _put(conn: Connection, account_id: int, key: str, value: object, at: int) -> None:
    put(conn, setting, {"account_id": account_id, "key": key}, {"value": value, "at": at})
