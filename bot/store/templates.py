"""Message templates as Meta knows them, and what each is used for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, exists, select, update

from bot.store.changes import record_change
from bot.store.cut import cut, fitting
from bot.store.database import Database
from bot.store.dialect import put
from bot.store.tables.house import template
from bot.whatsapp.read_status import TemplateUpdate
from bot.whatsapp.templates import DEFINITIONS

APPROVED: Final = "APPROVED"


class SqlTemplates:
    """Templates over the database."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def keep(self, account_id: int, listed: Sequence[Mapping[str, Any]], at: int) -> None:
        """Keep what Meta listed."""
        await self._db.write(keep_templates, account_id, listed, at)


def keep_templates(
    conn: Connection, account_id: int, listed: Sequence[Mapping[str, Any]], at: int
) -> None:
    """Keep templates as Meta lists them; what each is for is read out of its name."""
    for one in listed:
        name = str(one.get("name") or "")
        keys = {"account_id": account_id, "name": name, "language": _language(one.get("language"))}
        values: dict[str, Any] = {
            "purpose": purpose_of(name),
            "category": str(one.get("category") or ""),
            "status": str(one.get("status") or ""),
            "components": one.get("components") or [],
            "at": at,
        }
        put(conn, template, keys, fitting(template, values))
    record_change(conn, account_id, "template", len(listed), at)


def follow_template(conn: Connection, account_id: int, told: TemplateUpdate, at: int) -> None:
    """Apply a webhook's news of one template; one that we do not know waits for the next list."""
    fresh = {"status": told.state, "category": told.category}
    values = {name: value for name, value in fresh.items() if value}
    where = (
        (template.c.account_id == account_id)
        & (template.c.name == told.name)
        & (template.c.language == _language(told.language))
    )
    if values:
        conn.execute(update(template).where(where).values(**fitting(template, values), at=at))
        record_change(conn, account_id, "template", told.name, at)


def is_approved(conn: Connection, account_id: int, name: str, language: str) -> bool:
    """Whether Meta lets the account send this template."""
    mine = (template.c.account_id == account_id, template.c.name == name)
    approved = (template.c.language == language, template.c.status == APPROVED)
    return bool(conn.scalar(select(exists().where(*mine, *approved))))


def purpose_of(name: str) -> str | None:
    """Return what a template is for: the longest purpose that stands in its name."""
    fitting = [purpose for purpose in DEFINITIONS if purpose in name]
    return max(fitting, key=len) if fitting else None


def _language(told: object) -> str:
    return cut(template.c.language, str(told or ""))
