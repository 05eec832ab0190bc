"""What people do with conversations: answer, take over, hand back."""

from __future__ import annotations

import re
from typing import Final

from actions.replies import Text
from bot.clock import Clock
from bot.handover.ports import Actor, Answer, AnswerError, HandoverStore, LongAnswerError
from bot.whatsapp.outbound.base import size
from bot.whatsapp.outgoing import Wire, shape
from bot.whatsapp.templates import ANSWER, room_of, template_wire

# One message of WhatsApp.
LONGEST_ANSWER: Final = 4096
_CLIENT_ID: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")


class Desk:
    """The human side: every rule holds here, whatever a page shows."""

    def __init__(self, store: HandoverStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def answer(
        self, actor: Actor, conversation_id: int, text: str, client_id: str, *, late: bool = False
    ) -> int:
        """Queue an answer once a client id and take the conversation over; return its id.

        late: once the 24-hour window is closed it goes out as the approved template. A retry
        with the same client id sends nothing again. HandoverError says what is wrong.
        """
        key = answer_key(conversation_id, client_id)
        answer = Answer(answer_wire(text), late_wire(text), late)
        return await self._store.answer(actor, conversation_id, key, answer, self._clock.now())

    async def take_over(self, actor: Actor, conversation_id: int) -> None:
        """Take a conversation, from the bot or from a colleague."""
        await self._store.take_over(actor, conversation_id, self._clock.now())

    async def hand_back(self, actor: Actor, conversation_id: int) -> None:
        """Give a conversation back to the bot."""
        await self._store.hand_back(actor, conversation_id, self._clock.now())


def answer_key(conversation_id: int, client_id: str) -> str:
    """Name an answer by what its sender called it. AnswerError for a name that is none."""
    if not _CLIENT_ID.fullmatch(client_id):
        raise AnswerError("the client id has 8 to 64 letters, digits, dashes or underscores")
    return f"person:{conversation_id}:{client_id}"


def answer_wire(text: str) -> Wire:
    """Shape an answer. AnswerError when it is empty or longer than one message."""
    words = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words:
        raise AnswerError("the answer is empty")
    wires = shape([Text(words)], "")
    if len(wires) != 1:
        raise LongAnswerError(LONGEST_ANSWER)
    return wires[0]


def late_wire(text: str) -> Wire | None:
    """Shape an answer for the closed window; None where its template has no room for it."""
    words = " ".join(text.replace("\x00", "").split())
    return template_wire(ANSWER, {"answer": words}) if size(words) <= room_of(ANSWER) else None
