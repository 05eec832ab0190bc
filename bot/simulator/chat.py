"""A simulated person and the chat on their phone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Json = dict[str, Any]
Side = Literal["person", "shop"]
_RANK: Final = {"accepted": 0, "sent": 1, "delivered": 2, "read": 3, "failed": 4}


@dataclass(slots=True)
class Entry:
    """One message of a chat. payload: the Graph JSON of its type. shown: what people read."""

    wamid: str
    by: Side
    type: str
    payload: Json
    at: int
    status: str = ""
    quoted: str | None = None
    shown: str = ""
    dropped: tuple[str, ...] = ()
    callback: str = ""
    error: Json | None = None
    number: str = ""

    def as_json(self) -> Json:
        """Return it as the phone page reads it."""
        return {
            "wamid": self.wamid,
            "by": self.by,
            "type": self.type,
            "payload": self.payload,
            "at": self.at,
            "status": self.status,
            "quoted": self.quoted,
            "shown": self.shown,
            "dropped": list(self.dropped),
            "error": self.error,
        }


@dataclass(slots=True)
class Person:
    """A simulated person. wa_id None: hides the number behind a username (BSUID only)."""

    id: str
    name: str
    bsuid: str
    wa_id: str | None = None
    username: str | None = None
    opted_out: bool = False
    on_whatsapp: bool = True
    reads: bool = True
    wrote_at: dict[str, int] = field(default_factory=dict[str, int])
    entries: list[Entry] = field(default_factory=list[Entry])
    events: list[Json] = field(default_factory=list[Json])
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def as_json(self) -> Json:
        """Return it as the shopper's REST shows it."""
        return {
            "id": self.id,
            "name": self.name,
            "wa_id": self.wa_id,
            "bsuid": self.bsuid,
            "username": self.username,
            "opted_out": self.opted_out,
        }

    def entry(self, wamid: str) -> Entry | None:
        """Return the message with this id."""
        return next((one for one in self.entries if one.wamid == wamid), None)

    def add(self, entry: Entry) -> Entry:
        """Put a message into the chat."""
        self.entries.append(entry)
        self.tell("message", entry.as_json())
        return entry

    def move(self, entry: Entry, status: str) -> None:
        """Move a message's status on; it never goes back."""
        if _RANK.get(status, 0) > _RANK.get(entry.status, 0):
            entry.status = status
            self.tell("status", {"wamid": entry.wamid, "status": status, "error": entry.error})

    def tell(self, event: str, data: Json) -> None:
        """Record an event of the chat and wake whoever watches."""
        self.events.append({"seq": len(self.events) + 1, "event": event, "data": data})
        self.changed.set()
        self.changed = asyncio.Event()
