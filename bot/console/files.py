"""Files of messages on pages: where they are handed out, and how large they are in words."""

from __future__ import annotations

from typing import Final

_UNITS: Final = ("B", "kB", "MB", "GB")


def file_path(conversation_id: int, message_id: int) -> str:
    """Return where people who are signed in get a message's file."""
    return f"/console/inbox/{conversation_id}/messages/{message_id}/file"


def readable_size(size: int) -> str:
    """Write a number of bytes as people do: 940 B, 38 kB, 1.4 MB."""
    amount, unit = float(size), _UNITS[0]
    for unit in _UNITS:
        if amount < 1000 or unit == _UNITS[-1]:
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if unit in _UNITS[:2] else f"{amount:.1f} {unit}"
