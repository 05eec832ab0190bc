"""What the service asks of a dialogue engine, and how it fails.

DialogueError
├── DialogueUnavailableError   not reachable or not ready: try again when ready() says so
└── DialogueRejectedError      it answered, and refused: trying again changes nothing
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class DialogueError(RuntimeError):
    """The dialogue engine did not handle a message. permanent: a repetition cannot help."""

    permanent = True


class DialogueUnavailableError(DialogueError):
    """The engine cannot be reached or is still starting."""

    permanent = False


class DialogueRejectedError(DialogueError):
    """The engine answered with something else than "handled"."""


class Dialogue(Protocol):
    """Understands a message and calls its action, which answers into the open turn."""

    async def ready(self) -> bool:
        """Whether a message sent now would be handled."""
        ...

    def loads(self) -> bool:
        """Whether an engine of our own is alive and starting: who waits will be answered."""
        ...

    async def send(self, *, sender: str, text: str, metadata: Mapping[str, object]) -> None:
        """Hand over one message; returns when its action has returned (or was not called).

        sender: what messages are kept in order by; the turn's key will do, nothing is remembered.
        text: cleaned words, or "/EXTERNAL_x" for an event of ours (its facts stay in the turn).
        metadata: "turn" (key), "act" (number), and "vector" (base64 of 384 fp16) where known.
        Raises DialogueUnavailableError and DialogueRejectedError.
        """
        ...
