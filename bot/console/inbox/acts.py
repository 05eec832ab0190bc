"""What people do in the inbox: answer, take over, hand back, read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.accounts.tokens import new_token
from bot.console.guard import PERSON
from bot.console.inbox.asked import ID, id_of
from bot.console.inbox.lines import lines_of
from bot.console.inbox.room import Room
from bot.console.page import Viewer
from bot.handover.ports import (
    AnswerError,
    HandoverError,
    HeldError,
    LongAnswerError,
    NoTemplateError,
    UnknownConversationError,
    WindowClosedError,
)
from bot.hostile import read_form

REFUSED: Final = 422


@dataclass(frozen=True, slots=True)
class InboxActs:
    """What is done. Every rule is the desk's: a page that is out of date changes nothing."""

    room: Room

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.post(f"/console/inbox/{ID}/answer", self.answer),
            web.post(f"/console/inbox/{ID}/take-over", self.take_over),
            web.post(f"/console/inbox/{ID}/hand-back", self.hand_back),
            web.post(f"/console/inbox/{ID}/read", self.read),
        ]

    async def answer(self, request: web.Request) -> web.Response:
        """Queue an answer; a retry with the same client id sends nothing again."""
        told = await read_form(request)
        text, client_id = told.get("text", ""), told.get("client_id", "")
        talk_id, viewer = id_of(request), await self.room.viewer(request)
        try:
            actor = self.room.actor(request)
            message_id = await self.room.parts.desk.answer(
                actor, talk_id, text, client_id, late=True
            )
        except UnknownConversationError as error:
            raise web.HTTPNotFound from error
        except HandoverError as error:
            return await self._refused(request, viewer, text, client_id, _why(error, viewer))
        if not _is_htmx(request):
            return _back(talk_id)
        return await self._answered(request, viewer, message_id)

    async def take_over(self, request: web.Request) -> web.Response:
        """Take the conversation, from the bot or from a colleague."""
        try:
            await self.room.parts.desk.take_over(self.room.actor(request), id_of(request))
        except UnknownConversationError as error:
            raise web.HTTPNotFound from error
        return await self._head(request)

    async def hand_back(self, request: web.Request) -> web.Response:
        """Give the conversation back to the bot."""
        try:
            await self.room.parts.desk.hand_back(self.room.actor(request), id_of(request))
        except UnknownConversationError as error:
            raise web.HTTPNotFound from error
        return await self._head(request)

    async def read(self, request: web.Request) -> web.Response:
        """Note that somebody has read it."""
        await self.room.parts.inbox.mark_read(request[PERSON].account_id, id_of(request))
        return web.Response(status=204)

    async def _answered(
        self, request: web.Request, viewer: Viewer, message_id: int
    ) -> web.Response:
        """Answer with an empty box and the message, also where the live stream is down."""
        account_id, talk_id = request[PERSON].account_id, id_of(request)
        thread = await self.room.parts.inbox.thread(
            account_id, talk_id, after=message_id - 1, limit=1
        )
        if thread is None:
            raise web.HTTPNotFound
        talk = thread.talk
        lines = lines_of(thread, viewer, viewer.now)
        pieces = [
            self.room.composer(viewer, talk, new_token()),
            self.room.pages.render("inbox/_append.html", viewer, talk=talk, lines=lines),
            self.room.head(viewer, talk),
        ]
        return _html("\n".join(pieces))

    async def _refused(
        self, request: web.Request, viewer: Viewer, text: str, client_id: str, error: str
    ) -> web.Response:
        """Answer with the box as it was and why nothing was sent."""
        talk = await self.room.talk(request, id_of(request))
        box = self.room.composer(viewer, talk, client_id or new_token(), text=text, error=error)
        if _is_htmx(request):
            return _html(box, REFUSED)
        return self.room.pages.answer(
            "inbox/refused.html", viewer, status=REFUSED, talk=talk, composer_html=box
        )

    async def _head(self, request: web.Request) -> web.Response:
        talk = await self.room.talk(request, id_of(request))
        if not _is_htmx(request):
            return _back(talk.id)
        viewer = await self.room.viewer(request)
        return _html(self.room.head(viewer, talk) + self.room.state(viewer, talk))


def _why(error: HandoverError, viewer: Viewer) -> str:
    """Say in the viewer's words why an answer was refused."""
    t = viewer.words
    match error:
        case WindowClosedError():
            return t("window_never")
        case NoTemplateError():
            return t("no_template")
        case HeldError():
            return t("held", name=error.holder)
        case AnswerError() if "empty" in str(error):
            return t("answer_empty")
        case LongAnswerError():
            return t("answer_long", most=error.most)
        case _:
            return t("send_failed")


def _is_htmx(request: web.Request) -> bool:
    return request.headers.get("HX-Request") == "true"


def _back(talk_id: int) -> web.Response:
    return web.Response(status=303, headers={"Location": f"/console/inbox/{talk_id}"})


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, content_type="text/html", status=status)
