"""One update of a webhook, standing for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.whatsapp.identity import Person

Kind = Literal[
    "message", "status", "echo", "preference", "system", "group", "template", "other", "unknown"
]
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """One update of a webhook.

    event_key: unique name, the same at every delivery. payload: JSON of this update alone:
    waba_id, field, metadata, contact, and one of message, status, echo, preference, group,
    call, error, value or raw (and errors, rest: what else Meta wrote beside it). at: when it
    happened, ms UTC, 0 when Meta did not say.
    """

    event_key: str
    kind: Kind
    phone_number_id: str
    payload: Json
    person: Person | None
    at: int
    group_id: str | None = None


def milliseconds(value: object) -> int:
    """Turn Meta's seconds (text or number) into ms UTC; 0 for what is no moment."""
    written = text(value)
    whole = written.isascii() and written.isdigit() and len(written) <= 11
    return int(written) * 1000 if whole else 0


def text(value: object) -> str:
    """Read an id or a word: text as it is, numbers as text, anything else empty."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
