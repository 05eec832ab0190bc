"""The file of a message, for who is signed in: shown or saved, never run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from aiohttp import web

from bot.console.guard import PERSON
from bot.console.inbox.asked import ID, id_of
from bot.console.inbox.room import Room
from bot.media.inline import shown_as
from bot.media.ports import Named
from bot.whatsapp.media import plain_mime

# A file is a stranger's: opened by itself it may do nothing at all.
POLICY: Final = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'"


@dataclass(frozen=True, slots=True)
class InboxFiles:
    """What customers sent."""

    room: Room

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [web.get(rf"/console/inbox/{ID}/messages/{{message:\d{{1,18}}}}/file", self.file)]

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Hand out a file of the viewer's account, also a range of it; 404 for any other."""
        account_id, message_id = request[PERSON].account_id, id_of(request, "message")
        found = await self.room.parts.files.open(account_id, id_of(request), message_id)
        if found is None:
            raise web.HTTPNotFound
        return web.FileResponse(found.path, headers=_headers(found.file, message_id))


def _headers(file: Named, message_id: int) -> Mapping[str, str]:
    inline = shown_as(file.mime) != "link"
    name = quote(file.name or f"{file.kind}-{message_id}", safe="")
    return {
        "Content-Type": plain_mime(file.mime) if inline else "application/octet-stream",
        "Content-Disposition": f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{name}",
        "Content-Security-Policy": POLICY,
        "Cache-Control": "private, no-store",
    }
