"""What every handler of the inbox needs: who looks, and the page's pieces rendered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from aiohttp import web

from bot.console.guard import PERSON
from bot.console.inbox.asked import A_PAGE, MOST, SHOWS, query_of
from bot.console.inbox.lines import Composer, Line, composer_of, preview
from bot.console.inbox.values import Talk, Wanted
from bot.console.page import Pages, Viewer
from bot.console.parts import Parts
from bot.handover.ports import Actor
from bot.outbox.mend import mend_of


@dataclass(frozen=True, slots=True)
class Room:
    """The inbox's rooms and pieces."""

    parts: Parts
    pages: Pages

    async def viewer(self, request: web.Request) -> Viewer:
        """Return who looks, with the shop's language and time zone."""
        person = request[PERSON]
        return self.pages.viewer(person, await self.parts.preferences.read(person.account_id))

    def actor(self, request: web.Request) -> Actor:
        """Return who acts."""
        person = request[PERSON]
        return Actor(person.account_id, person.id)

    async def talk(self, request: web.Request, conversation_id: int) -> Talk:
        """Return a conversation of the viewer's account; 404 for any other."""
        talk = await self.parts.inbox.talk(request[PERSON].account_id, conversation_id)
        if talk is None:
            raise web.HTTPNotFound
        return talk

    async def talks(self, viewer: Viewer, wanted: Wanted, chosen: int | None) -> dict[str, Any]:
        """Return what the list's template needs."""
        account_id = viewer.person.account_id if viewer.person else 0
        found = await self.parts.inbox.talks(account_id, wanted)
        numbers = await self.parts.office.numbers.numbers(account_id)
        more = replace(wanted, limit=wanted.limit + A_PAGE)
        return {
            "talks": [(talk, preview(talk, viewer)) for talk in found],
            "paused": [one for one in numbers if one.paused],
            "mend_of": mend_of,
            "counts": await self.parts.inbox.counts(account_id),
            "wanted": wanted,
            "shows": SHOWS,
            "query": query_of(wanted),
            "chosen": chosen,
            "more": query_of(more) if wanted.limit == len(found) < MOST else "",
        }

    def composer(
        self, viewer: Viewer, talk: Talk, client_id: str, *, text: str = "", error: str = ""
    ) -> str:
        """Render the box to answer."""
        return self.pages.render(
            "inbox/_composer.html",
            viewer,
            talk=talk,
            composer=composer_of(talk, viewer),
            client_id=client_id,
            text=text,
            error=error,
        )

    def head(self, viewer: Viewer, talk: Talk) -> str:
        """Render who has the conversation and what can be done about it."""
        return self.pages.render("inbox/_head.html", viewer, talk=talk, query="")

    def state(self, viewer: Viewer, talk: Talk) -> str:
        """Render whether an answer can be sent, apart from the words being typed."""
        composer: Composer = composer_of(talk, viewer)
        return self.pages.render("inbox/_state.html", viewer, talk=talk, composer=composer)

    def bubbles(self, viewer: Viewer, talk: Talk, lines: list[Line]) -> str:
        """Render messages."""
        return self.pages.render("inbox/_lines.html", viewer, talk=talk, lines=lines)
