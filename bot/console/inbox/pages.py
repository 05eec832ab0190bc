"""The inbox's pages: the list, a conversation, earlier messages, the details of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import web

from bot.accounts.tokens import new_token
from bot.console.guard import PERSON
from bot.console.inbox.asked import ID, id_of, number_of, wanted_of
from bot.console.inbox.lines import lines_of
from bot.console.inbox.room import Room
from bot.console.inbox.understood import understood_rows
from bot.console.inbox.values import Thread
from bot.console.page import Viewer


@dataclass(frozen=True, slots=True)
class InboxPages:
    """What is looked at."""

    room: Room

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get("/console", self.home),
            web.get("/console/", self.home),
            web.get("/console/inbox", self.show_list),
            web.get(f"/console/inbox/{ID}", self.show_talk),
            web.get(f"/console/inbox/{ID}/older", self.older),
            web.get(rf"/console/inbox/{ID}/messages/{{message:\d{{1,18}}}}", self.details),
        ]

    async def home(self, _: web.Request) -> web.Response:
        """Go to the conversations."""
        return web.Response(status=303, headers={"Location": "/console/inbox"})

    async def show_list(self, request: web.Request) -> web.Response:
        """Show the conversations."""
        viewer = await self.room.viewer(request)
        talks = await self.room.talks(viewer, wanted_of(request), None)
        return self.room.pages.answer("inbox/list.html", viewer, **talks)

    async def show_talk(self, request: web.Request) -> web.Response:
        """Show a conversation beside the list."""
        viewer = await self.room.viewer(request)
        thread = await self._thread(request, id_of(request))
        talks = await self.room.talks(viewer, wanted_of(request), thread.talk.id)
        newest = thread.messages[-1].id if thread.messages else 0
        return self.room.pages.answer(
            "inbox/talk.html",
            viewer,
            **talks,
            **self._stretch(viewer, thread),
            composer_html=self.room.composer(viewer, thread.talk, new_token()),
            card=await self.room.parts.inbox.card(thread.talk),
            newest=newest,
        )

    async def older(self, request: web.Request) -> web.Response:
        """Answer with the messages before the oldest that is shown."""
        viewer = await self.room.viewer(request)
        thread = await self._thread(request, id_of(request), number_of(request, "before"))
        stretch = self._stretch(viewer, thread)
        return self.room.pages.answer("inbox/_stretch.html", viewer, **stretch)

    async def details(self, request: web.Request) -> web.Response:
        """Answer with a message's JSON and with what the bot made of it."""
        viewer, account_id = await self.room.viewer(request), request[PERSON].account_id
        inbox = self.room.parts.inbox
        message = await inbox.message(account_id, id_of(request), id_of(request, "message"))
        if message is None:
            raise web.HTTPNotFound
        seen = None if message.turn_id is None else await inbox.turn(account_id, message.turn_id)
        raw = orjson.dumps(message.payload, option=orjson.OPT_INDENT_2).decode()
        rows = [] if seen is None else understood_rows(seen)
        return self.room.pages.answer(
            "inbox/_details.html", viewer, raw=raw, seen=seen, rows=rows, message=message
        )

    async def _thread(
        self, request: web.Request, conversation_id: int, before: int | None = None
    ) -> Thread:
        account_id = request[PERSON].account_id
        thread = await self.room.parts.inbox.thread(account_id, conversation_id, before=before)
        if thread is None:
            raise web.HTTPNotFound
        return thread

    def _stretch(self, viewer: Viewer, thread: Thread) -> dict[str, Any]:
        oldest = thread.messages[0].id if thread.messages and thread.more else 0
        return {"talk": thread.talk, "lines": lines_of(thread, viewer), "oldest": oldest}
