"""What Rasa prints, as log events of ours: never a customer's words."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import Any, Final, cast

import structlog

# Everything else in Rasa's structured lines may hold message texts.
_SAFE: Final = ("event", "event_info", "event_key", "model_file", "action_name", "level")
_LOUD: Final = frozenset(("warning", "error", "critical"))
log = structlog.get_logger(__name__)


class ChildLog:
    """Reads one child's output to its end and keeps its last lines for a failed start."""

    def __init__(self) -> None:
        self._last: deque[str] = deque(maxlen=5)

    @property
    def last_words(self) -> str:
        """The last lines, for the message about a child that never became ready."""
        return " | ".join(self._last)

    async def follow(self, output: asyncio.StreamReader) -> None:
        """Log line by line until the output ends."""
        while line := await _line(output):
            self._note(line.decode(errors="replace").strip())

    def _note(self, line: str) -> None:
        if not line:
            return
        told = _structured(line)
        if told is None:
            self._last.append(line[:300])
            # Free text may quote a message: it is shown to whoever debugs, to nobody else.
            log.debug("rasa.said", line=line[:300])
            return
        kept = {f"rasa_{key}": str(told[key]) for key in _SAFE if key in told}
        self._last.append(str(kept))
        loud = str(told.get("level")) in _LOUD
        (log.warning if loud else log.debug)("rasa.logged", **kept)


async def _line(output: asyncio.StreamReader) -> bytes:
    try:
        return await output.readline()
    except ValueError:  # longer than the reader's limit: the rest follows as further lines
        return b"(a very long line)\n"


def _structured(line: str) -> dict[str, Any] | None:
    try:
        told: Any = json.loads(line)
    except ValueError:
        return None
    return cast("dict[str, Any]", told) if isinstance(told, dict) else None
