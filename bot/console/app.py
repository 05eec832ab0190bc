"""Console and API put into a web application: routes, middlewares, headers, the end of streams."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.console.api.routes import api_routes, json_errors
from bot.console.assets import Assets
from bot.console.csrf import own_pages_only
from bot.console.guard import Guard, is_console
from bot.console.headers import secure_headers
from bot.console.inbox.acts import InboxActs
from bot.console.inbox.events import InboxEvents
from bot.console.inbox.files import InboxFiles
from bot.console.inbox.pages import InboxPages
from bot.console.inbox.room import Room
from bot.console.page import Pages
from bot.console.parts import Parts
from bot.console.people.routes import PeoplePages
from bot.hostile import storable_addresses


def add_console(app: web.Application, parts: Parts) -> None:
    """Put console and API into an application: the public one, or one of their own.

    Their middlewares look at /console and /api/ alone.
    """
    assets = Assets()
    pages = Pages(assets, parts.clock)
    app.add_routes([*console_routes(parts, pages, assets), *api_routes(parts)])
    mine = console_middlewares(parts, pages)
    app.middlewares.extend(one for one in mine if one not in app.middlewares)
    app.on_response_prepare.append(secure_headers)

    async def end_streams(_: web.Application) -> None:
        parts.live.close()

    app.on_shutdown.append(end_streams)


def console_routes(parts: Parts, pages: Pages, assets: Assets) -> list[web.RouteDef]:
    """Return every page's route, under /console."""
    room = Room(parts, pages)
    return [
        web.get("/console/static/{digest}/{name:.+}", assets.serve),
        *PeoplePages(parts, pages).routes(),
        *InboxEvents(room).routes(),
        *InboxPages(room).routes(),
        *InboxActs(room).routes(),
        *InboxFiles(room).routes(),
    ]


def console_middlewares(parts: Parts, pages: Pages) -> list[Middleware]:
    """Return the middlewares, the outermost first."""
    guard = Guard(parts.people, parts.sign_in).middleware()
    return [json_errors, storable_addresses, own_pages_only, guard, _missing_page(pages)]


def _missing_page(pages: Pages) -> Middleware:
    """Answer what is not there with a page of ours."""

    @web.middleware
    async def missing_page(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPNotFound:
            if not is_console(request.path):
                raise
        return pages.answer("frame/missing.html", pages.stranger(request), status=404)

    return missing_page
