"""A customer waits and nobody answers: one message, with the bot offered back."""

from __future__ import annotations

import re
from typing import Final

from actions.replies import Choice, Question
from bot.clock import MINUTE, Clock
from bot.handover.ports import HandoverStore, Waiting, Words
from bot.timers.ports import Due
from bot.whatsapp.outgoing import shape
from bot.whatsapp.window import is_open
from nlu.text import fold, words

# The kind of the timer, and the id of the button that gives the conversation back to the bot.
HANDOVER: Final = "handover"
TELL_AGAIN: Final = 15 * MINUTE
BOT: Final = "bot"
_PERSON: Final = re.compile(
    r"\b(?:alguien|persona|humano|human|asesora?|agente|ejecutiv[oa]|vendedora?|encargad[oa]|"
    r"operadora?|soporte)\b"
)
# An automatic reply that speaks of its own "asesor" is longer; answering it would go on for ever.
_MOST_WORDS: Final = 12


def shall_offer(waiting: Waiting, now: int) -> bool:
    """Whether the bot offers itself: nobody answered, nor did it offer before, since a person did.

    Not outside the 24-hour window: there only the people here can be told.
    """
    if waiting.mode != "person" or not is_open(waiting.last_customer_at, now):
        return False
    answered = waiting.last_human_at or 0
    return answered < waiting.since and (waiting.last_offer_at or 0) <= answered


def shall_tell(waits: bool, told_at: int, now: int, asked: bool = False) -> bool:
    """Whether who writes while nobody has answered yet is told when a person does.

    told_at: when that was said last, ms UTC; not again within a quarter of an hour, unless
    they asked for a person once more.
    """
    return waits and (asked or now - told_at >= TELL_AGAIN)


def asks_person(text: str) -> bool:
    """Whether a short text asks for a person by name: "quiero hablar con alguien"."""
    return len(words(text)) <= _MOST_WORDS and bool(_PERSON.search(fold(text)))


def wants_bot(tapped_id: str) -> bool:
    """Whether the tapped button gives the conversation back to the bot."""
    return tapped_id == BOT


class Unanswered:
    """The handler of the timers of kind "handover"."""

    def __init__(self, store: HandoverStore, words: Words, clock: Clock) -> None:
        self._store = store
        self._words = words
        self._clock = clock

    async def __call__(self, due: Due) -> None:
        """Say once that nobody is there yet, and offer the bot."""
        account_id = due.account_id or 0
        body = self._words.say("handover_unanswered", account_id)
        title = self._words.say("handover_to_bot", account_id)
        (wire,) = shape([Question(body, (Choice(BOT, title),))], "")
        conversation_id = int(due.payload["conversation_id"])
        since = int(due.payload.get("since", due.due_at))
        await self._store.offer(conversation_id, since, wire, self._clock.now())
