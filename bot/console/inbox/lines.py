"""A conversation's messages, the box to answer and the customer, ready for templates. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.console.inbox.bubble import Bubble, bubble_of
from bot.console.inbox.failure import why_failed
from bot.console.inbox.values import Logged, Talk, Thread, Tick
from bot.console.page import Viewer
from bot.whatsapp.window import closes_at, is_open

SNIPPET: Final = 120
_TICKS: Final = frozenset(["queued", "sent", "delivered", "read", "played", "failed"])


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a message of ours got, in words. why: what to do when it failed."""

    id: int
    status: str
    label: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One message on the page. day: the heading above it, where a new day begins."""

    id: int
    mine: bool
    author: str
    label: str
    at: int
    bubble: Bubble
    mark: Mark | None
    day: str
    quote: tuple[str, str] | None
    turn_id: int | None


@dataclass(frozen=True, slots=True)
class Composer:
    """The box to answer. closed: why nothing can be sent, empty when it can.

    late: the window is closed, so that an answer goes out as a template.
    """

    closed: str
    closes_at: int | None
    takes: bool
    late: bool = False


def lines_of(thread: Thread, viewer: Viewer, last_at: int | None = None) -> list[Line]:
    """Return the messages of a thread. last_at: the moment of the message above them."""
    found: list[Line] = []
    for logged in thread.messages:
        fresh = last_at is None or not viewer.moments.same_day(last_at, logged.at)
        found.append(_line(logged, thread, viewer, viewer.moments.day(logged.at) if fresh else ""))
        last_at = logged.at
    return found


def marks_of(ticks: Sequence[Tick], viewer: Viewer) -> list[Mark]:
    """Return the marks of our own messages among these."""
    return [mark_of(tick, viewer) for tick in ticks if tick.status]


def mark_of(tick: Tick, viewer: Viewer) -> Mark:
    """Say how far a message got."""
    t = viewer.words
    status = tick.status if tick.status in _TICKS else "sent"
    if status != "failed":
        return Mark(tick.id, status, t(f"tick.{status}"))
    why = t(why_failed(tick.error_code, tick.error))
    if tick.error_code is not None:
        why = f"{why} ({t('fail.code', code=tick.error_code)})"
    return Mark(tick.id, status, t("tick.failed"), why)


def composer_of(talk: Talk, viewer: Viewer) -> Composer:
    """Say whether an answer may be written now."""
    t, me = viewer.words, viewer.person.id if viewer.person else None
    until = None if talk.last_customer_at is None else closes_at(talk.last_customer_at)
    if until is None:
        return Composer(t("window_never"), None, takes=False)
    if talk.mode == "person" and talk.holder_id not in {None, me}:
        return Composer(t("held", name=talk.holder), until, takes=False)
    late = not is_open(talk.last_customer_at, viewer.now)
    return Composer("", until, takes=talk.mode == "bot", late=late)


def preview(talk: Talk, viewer: Viewer) -> str:
    """Return the newest message in a few words."""
    if talk.last is None:
        return ""
    words = " ".join(talk.last.body.split())[:SNIPPET]
    return words or _kind(talk.last.type, viewer)


def _line(logged: Logged, thread: Thread, viewer: Viewer, day: str) -> Line:
    mine = logged.direction == "out"
    tick = Tick(logged.id, logged.status, logged.error_code, logged.error)
    return Line(
        id=logged.id,
        mine=mine,
        author=logged.author,
        label=_author(logged, thread.talk, viewer),
        at=logged.at,
        bubble=bubble_of(logged, thread.products),
        mark=mark_of(tick, viewer) if mine and logged.status else None,
        day=day,
        quote=_quote(logged, thread, viewer),
        turn_id=logged.turn_id,
    )


def _author(logged: Logged, talk: Talk, viewer: Viewer) -> str:
    if logged.author == "person" and logged.person:
        return logged.person
    if logged.author == "customer":
        return talk.name or talk.phone or viewer.words("author.customer")
    return viewer.words.maybe(f"author.{logged.author}", "author.system")


def _quote(logged: Logged, thread: Thread, viewer: Viewer) -> tuple[str, str] | None:
    if not logged.quoted_wamid:
        return None
    quoted = thread.quoted.get(logged.quoted_wamid)
    if quoted is None:
        return "", viewer.words("quoted_gone")
    words = " ".join(quoted.body.split())[:SNIPPET]
    return _author(quoted, thread.talk, viewer), words or _kind(quoted.type, viewer)


def _kind(kind: str, viewer: Viewer) -> str:
    t = viewer.words
    if kind in {"product", "product_list", "carousel", "catalog_message"}:
        return t("product")
    if kind == "order":
        return t("sent_cart")
    if kind == "location":
        return t("location")
    return t.maybe(f"media.{kind}", "unreadable")
