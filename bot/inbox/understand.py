"""One wish goes through the dialogue: to Rasa, and by its action back into the turn."""

from __future__ import annotations

import base64
import time
from typing import Protocol

from actions.ports import Said
from bot.dialogue.protocol import Dialogue, DialogueRejectedError
from bot.inbox.turn import OpenTurn


class ActFailedError(RuntimeError):
    """Rasa answered, but the action was not called or did not return."""


class Encode(Protocol):
    """Turns a text into the query vector that search needs anyway."""

    async def __call__(self, text: str) -> bytes | None:
        """Return 384 fp16 numbers as bytes, or None when there is no model for it."""
        ...


async def understand(turn: OpenTurn, said: Said, dialogue: Dialogue, encode: Encode) -> None:
    """Let one act be understood and answered. ActFailedError when nobody answered it.

    Raises what the dialogue raises when Rasa cannot be reached.
    """
    act = turn.begin(said)
    metadata: dict[str, object] = {"turn": turn.key, "act": act}
    if said.event is None:
        began = time.perf_counter()
        vector = await encode(said.text)
        turn.took("encode", time.perf_counter() - began)
        if vector is not None:
            metadata["vector"] = base64.b64encode(vector).decode("ascii")
    text = f"/EXTERNAL_{said.event}" if said.event else said.text
    began = time.perf_counter()
    try:
        await dialogue.send(sender=turn.key, text=text, metadata=metadata)
    except DialogueRejectedError as error:
        raise ActFailedError(str(error)) from error
    turn.took("dialogue", time.perf_counter() - began)
    if not turn.acts[act].answered:
        raise ActFailedError(f"nobody answered act {act} of turn {turn.key}")
