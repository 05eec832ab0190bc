"""When a burst of short messages is complete, and which wishes it holds. Pure rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlu.text import UPSET, clean, is_closing, is_fragment, split_clauses, temper

# However slowly somebody types, the first of a burst waits no longer than this many waits.
MOST_WAITS: Final = 3
MOST_WISHES: Final = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One inbox row of a burst. event: a cart, a tap, a product question, not free text."""

    text: str
    at: int
    event: bool = False


def still_waits(pieces: Sequence[Piece], now: int, wait: int) -> int:
    """Return how many ms to wait for the next message; 0 when the burst is complete.

    Fragments and bare greetings wait; events, closing words and complete requests do not.
    """
    if not pieces or any(piece.event for piece in pieces):
        return 0
    last = pieces[-1]
    if is_closing(last.text) or not is_fragment(last.text):
        return 0
    deadline = min(last.at + wait, pieces[0].at + MOST_WAITS * wait)
    return max(0, deadline - now)


def taken(pieces: Sequence[Piece]) -> int:
    """Return how many pieces this turn answers: up to and with the first event."""
    for place, piece in enumerate(pieces, start=1):
        if piece.event:
            return place
    return len(pieces)


def wishes(texts: Sequence[str]) -> tuple[str, ...]:
    """Join fragments with what follows them, then cut what holds several wishes.

    At most three wishes; what goes beyond is joined to the last, so no word is lost of what has
    room in one message. Each is cleaned anew: "hola" cut off leaves "/restart" at the beginning.
    """
    whole = _joined(texts)
    if any(temper(text) >= UPSET for text in whole):
        # Anger is one thing, however many sentences it takes.
        return tuple(filter(None, [clean(". ".join(whole))]))
    found = [clause for text in whole for clause in split_clauses(text)]
    last = ". ".join(found[MOST_WISHES - 1 :])
    cleaned = (clean(wish) for wish in (*found[: MOST_WISHES - 1], last))
    return tuple(wish for wish in cleaned if wish)


def _joined(texts: Sequence[str]) -> list[str]:
    whole: list[str] = []
    open_end = False
    for text in texts:
        if open_end and whole:
            whole[-1] = f"{whole[-1]} {text}"
        else:
            whole.append(text)
        open_end = is_fragment(text)
    return whole
