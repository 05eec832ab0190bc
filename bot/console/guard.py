"""Nobody gets past without a session (pages) or a bearer token (API). Closed by default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.accounts.people import People
from bot.accounts.ports import Person
from bot.accounts.sign_in import SignIn
from bot.console.cookies import read_session

PERSON: Final = web.RequestKey("person", Person)
ACCOUNT: Final = web.RequestKey("account", int)
SIGN_IN: Final = "/console/sign-in"
# What a stranger may see, by the route's own pattern.
OPEN: Final = frozenset([SIGN_IN, "/console/invitation/{token}", "/console/static/{digest}/{name}"])


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets in who has a session or a token."""

    people: People
    sign_in: SignIn

    def middleware(self) -> Middleware:
        """Return the middleware."""

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path.startswith("/api/"):
                request[ACCOUNT] = await self._account(request)
            elif is_console(request.path) and _pattern(request) not in OPEN:
                person = await self.sign_in.who(read_session(request))
                if person is None:
                    return stranger(request)
                request[PERSON] = person
            return await handler(request)

        return guard

    async def _account(self, request: web.Request) -> int:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        found = await self.people.account_of(token.strip()) if kind.lower() == "bearer" else None
        if found is None:
            raise web.HTTPUnauthorized
        return found


def is_console(path: str) -> bool:
    """Whether a path belongs to the pages."""
    return path == "/console" or path.startswith("/console/")


def stranger(request: web.Request) -> web.Response:
    """Send somebody without a session to the sign-in, in the way that the asker understands."""
    where = SIGN_IN
    if request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
        where = f"{SIGN_IN}?next={quote(request.path_qs, safe='')}"
        return web.Response(status=303, headers={"Location": where})
    return web.Response(status=401, headers={"HX-Redirect": where})


def safe_next(path: str) -> str:
    """Return where to go after signing in: a page of ours and nothing else."""
    ours = path.startswith("/console/") and "\\" not in path and "//" not in path
    return path if ours and path.isprintable() else "/console/"


def _pattern(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return "" if resource is None else resource.canonical
