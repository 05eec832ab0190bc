"""The page, its files and the pictures in the chats, none of which may run anything foreign."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aiohttp import web

from bot.simulator.keys import STATE

STATIC: Final = Path(__file__).parent / "static"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
# What a browser may show in place; anything else is a download.
_SHOWN: Final = ("image/jpeg", "image/png", "image/webp", "audio/", "video/")


def routes() -> list[web.AbstractRouteDef]:
    """Return the page's routes."""
    return [
        web.get("/", to_phone),
        web.get("/phone", to_phone),
        web.get("/phone/", index),
        web.get("/phone/media/{id}", media),
        web.static("/phone/static/", STATIC),
    ]


async def to_phone(request: web.Request) -> web.Response:
    """Lead to the page."""
    del request
    raise web.HTTPFound("/phone/")


async def index(request: web.Request) -> web.FileResponse:
    """Return the page."""
    del request
    return web.FileResponse(STATIC / "index.html")


async def media(request: web.Request) -> web.Response:
    """Return a file of a chat; the page cannot send Meta's bearer token."""
    found = request.app[STATE].media.get(request.match_info["id"])
    if found is None:
        raise web.HTTPNotFound(text="there is no such file")
    mime = found.mime.split(";")[0].strip().lower()
    shown = mime.startswith(_SHOWN)
    headers = {} if shown else {"Content-Disposition": "attachment"}
    kind = mime if shown else "application/octet-stream"
    return web.Response(body=found.data, content_type=kind, headers=headers)


async def protect(request: web.Request, response: web.StreamResponse) -> None:
    """Allow the page's own files alone."""
    if request.path.startswith("/phone"):
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
