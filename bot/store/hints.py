"""What a commit touched, told at once to whoever waits for it.

Only a hint: it may come twice, or never. Everything that listens also looks by itself.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

CHANGES: Final = "changes"
TIMERS: Final = "timers"
# An address became another customer's: whoever remembers people must look them up.
PEOPLE: Final = "people"
LANE: Final = "lane:"
_KEY: Final = "millennium.hints"


def hint(conn: Connection, word: str) -> None:
    """Note what the running transaction touches; listeners hear it after the commit."""
    conn.info.setdefault(_KEY, set()).add(word)


def hint_lane(conn: Connection, lane: str) -> None:
    """Note that a lane has new work."""
    hint(conn, LANE + lane)


def is_hinted(conn: Connection, word: str) -> bool:
    """Whether the running transaction noted this."""
    return word in conn.info.get(_KEY, ())


def take_hints(conn: Connection) -> frozenset[str]:
    """Return what was noted and forget it."""
    return frozenset(conn.info.pop(_KEY, ()))


def lanes_in(hints: frozenset[str]) -> list[str]:
    """Return the lanes that hints name."""
    return [word.removeprefix(LANE) for word in hints if word.startswith(LANE)]
