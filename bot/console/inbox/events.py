"""The live stream of an open page: only what is new since what the page shows.

The cursor is the newest message's id: after a lost connection the browser sends it back as
Last-Event-ID, and nothing is missed or repeated.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from bot.clock import MINUTE
from bot.console.cookies import read_session
from bot.console.guard import PERSON
from bot.console.inbox.asked import ID, id_of, number_of, wanted_of
from bot.console.inbox.lines import lines_of, marks_of
from bot.console.inbox.room import Room
from bot.console.inbox.values import Talk, Tick, Wanted
from bot.console.page import Viewer
from bot.console.stream import Event, stream

UPDATE: Final = "update"
RELOAD: Final = "reload"
# More new messages than one look holds: the page starts anew.
A_LOOK: Final = 60
# Between a page and the first look of its stream a file may have come, in ms.
LATELY: Final = 10 * MINUTE


@dataclass(slots=True)
class Shown:
    """What a page shows already, so that only what differs is sent."""

    cursor: int
    seen: set[int] = field(default_factory=set[int])
    ticks: dict[int, Tick] = field(default_factory=dict[int, Tick])
    pieces: dict[str, bytes] = field(default_factory=dict[str, bytes])
    begun: bool = False

    def differs(self, name: str, html: str) -> bool:
        """Whether a piece is another than the one sent last; remembers it."""
        digest = hashlib.sha256(html.encode()).digest()
        if self.pieces.get(name) == digest:
            return False
        self.pieces[name] = digest
        return True


@dataclass(frozen=True, slots=True)
class InboxEvents:
    """The streams of the list and of a conversation."""

    room: Room

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get("/console/inbox/events", self.of_list, allow_head=False),
            web.get(f"/console/inbox/{ID}/events", self.of_talk, allow_head=False),
        ]

    async def of_list(self, request: web.Request) -> web.StreamResponse:
        """Follow the list alone."""
        return await self._stream(request, None)

    async def of_talk(self, request: web.Request) -> web.StreamResponse:
        """Follow the list and one conversation."""
        talk = await self.room.talk(request, id_of(request))
        return await self._stream(request, talk.id)

    async def _stream(self, request: web.Request, talk_id: int | None) -> web.StreamResponse:
        person, wanted = request[PERSON], wanted_of(request)
        shown = Shown(_cursor(request))

        async def look() -> Event | None:
            viewer = await self.room.viewer(request)
            return await self._look(viewer, wanted, talk_id, shown)

        async def allowed() -> bool:
            found = await self.room.parts.sign_in.who(read_session(request))
            return found is not None and found.id == person.id

        return await stream(request, self.room.parts.live, person.account_id, look, allowed)

    async def _look(
        self, viewer: Viewer, wanted: Wanted, talk_id: int | None, shown: Shown
    ) -> Event | None:
        account_id = viewer.person.account_id if viewer.person else 0
        html = await self._list(viewer, wanted, talk_id, shown)
        if talk_id is not None:
            talk = await self.room.parts.inbox.talk(account_id, talk_id)
            ticks = [] if talk is None else await self.room.parts.inbox.ticks(talk)
            if talk is None or _lost(ticks, shown):
                return Event(RELOAD, str(shown.cursor), "")
            html += await self._talk(viewer, talk, ticks, shown)
        return Event(UPDATE, str(shown.cursor), html) if html else None

    async def _list(self, viewer: Viewer, wanted: Wanted, talk_id: int | None, shown: Shown) -> str:
        talks = await self.room.talks(viewer, wanted, talk_id)
        html = self.room.pages.render("inbox/_live_list.html", viewer, **talks)
        return html if shown.differs("list", html) else ""

    async def _talk(self, viewer: Viewer, talk: Talk, ticks: list[Tick], shown: Shown) -> str:
        render, html = self.room.pages.render, ""
        fresh = _fresh(ticks, shown)
        if fresh:
            before = max((tick.at for tick in ticks if tick.id < min(fresh)), default=None)
            html += await self._append(viewer, talk, fresh, before)
        changed = [tick for tick in ticks if shown.ticks.get(tick.id) != tick]
        html += await self._files(
            viewer, talk, [tick for tick in changed if tick.id not in fresh], shown
        )
        shown.ticks = {tick.id: tick for tick in ticks}
        html += render("inbox/_marks.html", viewer, marks=marks_of(changed, viewer))
        card = await self.room.parts.inbox.card(talk)
        for name, piece in (
            ("head", self.room.head(viewer, talk)),
            ("state", self.room.state(viewer, talk)),
            ("card", render("inbox/_live_card.html", viewer, card=card, talk=talk)),
        ):
            html += piece if shown.differs(name, piece) else ""
        return html

    async def _files(self, viewer: Viewer, talk: Talk, changed: list[Tick], shown: Shown) -> str:
        """Render the files that came, or that will not, since the page was made."""
        moved = [tick.id for tick in changed if _file_moved(tick, shown, viewer.now)]
        if not moved:
            return ""
        inbox, account_id = self.room.parts.inbox, viewer.person.account_id if viewer.person else 0
        thread = await inbox.thread(account_id, talk.id, after=min(moved) - 1)
        lines = [] if thread is None else lines_of(thread, viewer)
        told = [line for line in lines if line.id in moved]
        return self.room.pages.render("inbox/_files.html", viewer, talk=talk, lines=told)

    async def _append(
        self, viewer: Viewer, talk: Talk, fresh: list[int], before: int | None
    ) -> str:
        account_id = viewer.person.account_id if viewer.person else 0
        thread = await self.room.parts.inbox.thread(account_id, talk.id, after=min(fresh) - 1)
        if thread is None:
            return ""
        lines = [line for line in lines_of(thread, viewer, before) if line.id in set(fresh)]
        return self.room.pages.render("inbox/_append.html", viewer, talk=talk, lines=lines)


def _cursor(request: web.Request) -> int:
    """Return the newest message that the page shows."""
    last = request.headers.get("Last-Event-ID", "")
    if last.isascii() and last.isdigit() and len(last) <= 18:
        return int(last)
    return number_of(request, "after") or 0


def _file_moved(tick: Tick, shown: Shown, now: int) -> bool:
    """Whether a file may be shown otherwise than it is: at first, any that came lately."""
    known = shown.ticks.get(tick.id)
    if known is None:
        return bool(tick.file) and now - tick.at < LATELY
    return known.file != tick.file


def _lost(ticks: list[Tick], shown: Shown) -> bool:
    """Whether more came while the page looked away than one look holds."""
    return len(ticks) == A_LOOK and ticks[0].id > shown.cursor > 0


def _fresh(ticks: list[Tick], shown: Shown) -> list[int]:
    """Return the messages that the page lacks; at first those behind its cursor.

    Numbers may become visible out of order where several nodes write: what was seen counts,
    not the highest number alone.
    """
    ids = [tick.id for tick in ticks]
    if not shown.begun:
        shown.begun = True
        shown.seen = {one for one in ids if one <= shown.cursor}
    oldest = min(shown.seen, default=0)
    fresh = [one for one in ids if one not in shown.seen and one > oldest]
    shown.seen = (shown.seen | set(ids)) if fresh else shown.seen
    shown.cursor = max([shown.cursor, *ids])
    return fresh
