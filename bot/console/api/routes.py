"""Every route of the API, and how its errors look."""

from __future__ import annotations

import logging

import orjson
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.console.api.conversations import conversation_endpoints
from bot.console.api.endpoint import Endpoint, error_response
from bot.console.api.office import office_endpoints
from bot.console.api.openapi import DOCUMENT, describe
from bot.console.api.orders import order_endpoints
from bot.console.api.shop import shop_endpoints
from bot.console.parts import Parts

log = logging.getLogger(__name__)


def endpoints(parts: Parts) -> list[Endpoint]:
    """Return every endpoint."""
    return [
        *conversation_endpoints(parts),
        *order_endpoints(parts),
        *office_endpoints(parts),
        *shop_endpoints(parts),
    ]


def api_routes(parts: Parts) -> list[web.RouteDef]:
    """Return every route under /api/v1, the description among them."""
    declared = endpoints(parts)
    document = orjson.dumps(describe(declared))

    async def show(_: web.Request) -> web.Response:
        return web.Response(body=document, content_type="application/json")

    return [*(endpoint.route() for endpoint in declared), web.get(DOCUMENT, show)]


@web.middleware
async def json_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give every failure of the API its one line of JSON; what broke stands in the log alone."""
    if not request.path.startswith("/api/"):
        return await handler(request)
    try:
        return await handler(request)
    except web.HTTPUnauthorized:
        response = error_response(401, "unauthorized", "a valid bearer token is needed")
        response.headers["WWW-Authenticate"] = 'Bearer realm="millennium"'
        return response
    except web.HTTPException as error:
        code = error.reason.lower().replace(" ", "_")
        return error_response(error.status, code, error.reason)
    except Exception:
        log.exception("an API call failed")
        return error_response(500, "internal", "something broke here; the log says what")
