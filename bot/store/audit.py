"""Who did what, for whoever must answer for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert

from bot.store.tables.people import audit


def record_audit(
    conn: Connection,
    account_id: int,
    person_id: int | None,
    action: str,
    at: int,
    **facts: Any,
) -> None:
    """Write an action in its own commit. person_id None: through the API."""
    kept: Mapping[str, Any] = facts
    row = {"account_id": account_id, "person_id": person_id, "action": action}
    conn.execute(insert(audit).values(**row, facts=dict(kept), at=at))
