"""Greet who greets and asks in one breath: once in a conversation, in the same message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from actions.ports import Responses, Turn
from actions.replies import Reply, Text
from nlu.text import is_greeting, words

# Words of the longest greeting: "hola muy buenas tardes".
_LONGEST: Final = 5


def greets_beside(text: str) -> bool:
    """Whether a text begins with a greeting and then says what it is about."""
    said = words(text)
    starts = range(1, min(len(said), _LONGEST))
    return not is_greeting(text) and any(is_greeting(" ".join(said[:n])) for n in starts)


def greet_back(responses: Responses, turn: Turn, texts: Iterable[str]) -> list[Reply]:
    """Return the turn's replies, led by a greeting where one is due.

    texts: what the customer wrote in this turn.
    """
    replies = list(turn.replies)
    if turn.context.greeted or not replies or not any(greets_beside(text) for text in texts):
        return replies
    turn.context.greeted = True
    return led_by(responses.say("hello", turn), replies)


def led_by(hello: str, replies: Sequence[Reply]) -> list[Reply]:
    """Put a greeting before the first reply; they share its message."""
    first = replies[0]
    if isinstance(first, Text):
        return [replace(first, body=f"{hello} {first.body}"), *replies[1:]]
    return [Text(hello), *replies]
