"""An attempt's steps apart from what its provider says: opened, given up, looked at."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from bot.payments.protocol import Session
from bot.store.attempts import change_attempt, plan_check, read_attempt


def opened(conn: Connection, attempt_id: int, session: Session, at: int) -> str:
    """Keep the page that the provider opened; one that was given up meanwhile is closed again."""
    attempt = read_attempt(conn, attempt_id, lock=True)
    values: dict[str, Any] = {
        "provider_ref": session.ref,
        "url": session.url,
        "expires_at": session.expires_at,
    }
    if attempt["state"] == "created":
        values["state"] = "open"
    row = change_attempt(conn, attempt, at, **values)
    plan_check(conn, row, at)
    return row["state"]


def abandon(conn: Connection, attempt_id: int, at: int) -> None:
    """Give up an attempt that opened no page."""
    attempt = read_attempt(conn, attempt_id, lock=True)
    if attempt["state"] == "created":
        row = change_attempt(conn, attempt, at, state="superseded")
        plan_check(conn, row, at)


def checked(conn: Connection, attempt_id: int, at: int) -> None:
    """Note that a look brought nothing new; stop looking when nothing can come any more."""
    attempt = read_attempt(conn, attempt_id, lock=True)
    values: dict[str, Any] = {"checks": attempt["checks"] + 1}
    if attempt["provider_ref"] is None and (attempt["expires_at"] or 0) < at:
        # No page of ours was ever found, and one that exists cannot be paid any more.
        values["state"] = "expired"
    row = change_attempt(conn, attempt, at, **values)
    plan_check(conn, row, at)
