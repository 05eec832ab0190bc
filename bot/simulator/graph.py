"""The Graph API's front door: token, forced errors, and which endpoint answers."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from aiohttp import web

from bot.simulator import graph_business, graph_catalog, graph_messages, templates, updates
from bot.simulator import graph_media as files
from bot.simulator.faults import ForcedError
from bot.simulator.graph_errors import GraphError
from bot.simulator.keys import EMITTER, STATE
from bot.simulator.state import State

Json = dict[str, Any]
_VERSION = r"/{version:v\d+\.\d+}"


def routes() -> list[web.RouteDef]:
    """Return the Graph API's routes, and where files are fetched."""
    return [
        web.route("*", _VERSION + "/{id}", answer),
        web.route("*", _VERSION + "/{id}/{edge}", answer),
        web.get("/media/{id}", download),
    ]


_ACCOUNT: Final[Mapping[str, Callable[[State, Mapping[str, Any], str], Json]]] = {
    "GET": lambda state, query, _: graph_business.account(state, query),
    "GET phone_numbers": lambda state, _query, _url: graph_business.numbers(state),
    "GET product_catalogs": lambda state, _query, _url: graph_business.catalogs(state),
    "POST product_catalogs": lambda state, query, _: graph_business.connect(state, query),
    "DELETE product_catalogs": lambda state, query, _: graph_business.disconnect(state, query),
    "GET subscribed_apps": lambda state, _query, _url: graph_business.apps(state),
    "POST subscribed_apps": lambda state, _query, _url: graph_business.subscribe(
        state, wanted=True
    ),
    "DELETE subscribed_apps": lambda state, _query, _url: graph_business.subscribe(
        state, wanted=False
    ),
    "GET message_templates": graph_business.templates,
    "DELETE message_templates": lambda state, query, _: graph_business.delete_template(
        state, query
    ),
}


async def answer(request: web.Request) -> web.StreamResponse:
    """Answer one call as Graph would, errors included."""
    state = request.app[STATE]
    edge = request.match_info.get("edge", "")
    forced = state.faults.next_error(edge)
    try:
        _authorize(state, request)
        if forced is not None and not forced.done:
            return _forced(request, forced)
        found = await _dispatch(request, request.match_info["id"], edge)
    except GraphError as error:
        return _error(error)
    return web.json_response(found) if forced is None else _forced(request, forced)


async def download(request: web.Request) -> web.Response:
    """Hand out a file's bytes, to the bearer alone."""
    state = request.app[STATE]
    try:
        _authorize(state, request)
        media = state.media.get(request.match_info["id"])
        if media is None or not files.is_here(state, media) or not files.is_true(state, request):
            raise GraphError(100, "The media URL is not valid any more", 404)
    except GraphError as error:
        return _error(error)
    return web.Response(body=media.data, content_type=media.mime.split(";")[0])


async def _dispatch(request: web.Request, node: str, edge: str) -> Json:
    state, setup = request.app[STATE], request.app[STATE].setup
    if node == "debug_token":
        return graph_business.debug_token(state, await _input_token(request))
    if node == setup.phone_number_id:
        return await _number(request, edge)
    if node == setup.waba_id:
        return await _account(request, edge)
    if node == setup.catalog_id:
        return await _catalog(request, edge)
    return _other(request, node, edge)


async def _number(request: web.Request, edge: str) -> Json:
    state, call = request.app[STATE], f"{request.method} {edge}".strip()
    match call:
        case "GET":
            return graph_business.number(state, request.query)
        case "POST messages":
            body = await _body(request)
            return graph_messages.post(
                state, request.app[EMITTER], state.setup.phone_number_id, body
            )
        case "POST media":
            return await files.upload(state, request)
        case "GET whatsapp_commerce_settings":
            return graph_business.commerce(state)
        case "POST whatsapp_commerce_settings":
            return graph_business.change_commerce(state, await _fields(request))
        case _:
            raise _unsupported(call)


async def _account(request: web.Request, edge: str) -> Json:
    state, call = request.app[STATE], f"{request.method} {edge}".strip()
    if call == "POST message_templates":
        return await _create_template(request)
    if call not in _ACCOUNT:
        raise _unsupported(call)
    query = await _fields(request) if request.method == "POST" else request.query
    return _ACCOUNT[call](state, query, str(request.url.with_query(None)))


async def _create_template(request: web.Request) -> Json:
    """Create a template; Meta's reviewers say yes a moment later."""
    state = request.app[STATE]
    created = templates.create(state, await _body(request))
    made = next(one for one in state.templates.values() if one["id"] == created["id"])
    if state.reviews:
        made["status"] = "APPROVED"
        request.app[EMITTER].emit("message_template_status_update", updates.template(made))
    return created


async def _catalog(request: web.Request, edge: str) -> Json:
    state, query = request.app[STATE], request.query
    call, url = f"{request.method} {edge}".strip(), str(request.url.with_query(None))
    match call:
        case "GET":
            return graph_catalog.node(state, query)
        case "GET products":
            return graph_catalog.products(state, query, url)
        case "GET product_groups":
            return graph_catalog.groups(state, query, url)
        case "GET product_sets":
            return graph_catalog.sets(state, query, url)
        case "POST product_sets":
            return graph_catalog.create_set(state, await _fields(request))
        case "POST items_batch":
            return graph_catalog.batch(state, await _fields(request))
        case "GET check_batch_request_status":
            return graph_catalog.batch_status(state, query)
        case _:
            raise _unsupported(call)


def _other(request: web.Request, node: str, edge: str) -> Json:
    """Answer for files, collections and groups of variants."""
    state, query = request.app[STATE], request.query
    url = str(request.url.with_query(None))
    media = state.media.get(node)
    if media is not None and files.is_here(state, media) and request.method == "GET" and not edge:
        return files.info(state, media, request)
    if media is not None and request.method == "DELETE" and not edge:
        del state.media[node]
        return {"success": True}
    if node in state.sets and f"{request.method} {edge}" == "GET products":
        return graph_catalog.of_set(state, node, query, url)
    group = graph_catalog.of_group(state, node, query, url) if edge == "products" else None
    if group is None:
        raise GraphError(100, f"Unsupported request. Object with ID '{node}' does not exist", 400)
    return group


def _authorize(state: State, request: web.Request) -> None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    good = hmac.compare_digest(token.encode(), state.setup.token.encode())
    if scheme != "Bearer" or not good:
        raise GraphError(190, "Invalid OAuth access token.")


async def _input_token(request: web.Request) -> str:
    fields = await _fields(request) if request.method == "POST" else request.query
    return str(fields.get("input_token", ""))


async def _body(request: web.Request) -> Any:
    try:
        return json.loads(await request.read())
    except ValueError as error:
        raise GraphError(100, "The request body is not JSON") from error


async def _fields(request: web.Request) -> Mapping[str, Any]:
    """Read parameters from wherever Graph takes them: query, form or JSON."""
    if request.content_type == "application/json":
        body = await _body(request)
        return cast("Json", body) if isinstance(body, dict) else {}
    posted = await request.post()
    return {**request.query, **{name: str(value) for name, value in posted.items()}}


def _unsupported(call: str) -> GraphError:
    return GraphError(100, f"Unsupported request: {call}")


def _forced(request: web.Request, forced: ForcedError) -> web.Response:
    if forced.hang and request.transport is not None:
        request.transport.abort()
    response = _error(GraphError(forced.code, forced.details, forced.http))
    if forced.retry_after is not None:
        response.headers["Retry-After"] = str(forced.retry_after)
    return response


def _error(error: GraphError) -> web.Response:
    return web.json_response(error.body(), status=error.http_status)
