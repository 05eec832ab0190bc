"""The shopper's REST: people act through it, and their chats are read here."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any, TypeVar

import orjson
from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot.simulator import shopper_models as models
from bot.simulator.chat import Entry, Person
from bot.simulator.keys import CLOSING, EMITTER, STATE
from bot.simulator.shopper import ImpossibleError, Shopper

Json = dict[str, Any]
Model = TypeVar("Model", bound=BaseModel)
_LONGEST_WAIT = 30.0
_KEEP_ALIVE = 15.0


def routes() -> list[web.RouteDef]:
    """Return the shopper's routes."""
    acts = [
        _act("text", models.Say, Shopper.say),
        _act("tap", models.Tap, Shopper.tap),
        _act("cart", models.SendCart, Shopper.cart),
        _act("reaction", models.React, Shopper.react),
        _act("file", models.SendFile, Shopper.file),
        _act("location", models.SendLocation, Shopper.location),
        _act("raw", models.SendRaw, Shopper.raw),
    ]
    return [
        web.post("/shopper/people", create),
        web.get("/shopper/people", people),
        web.get("/shopper/people/{person}", one),
        *acts,
        web.post("/shopper/people/{person}/marketing", marketing),
        web.post("/shopper/people/{person}/number", number),
        web.get("/shopper/people/{person}/chat", chat),
        web.get("/shopper/people/{person}/events", events),
        web.get("/shopper/catalog", catalog),
    ]


async def create(request: web.Request) -> web.Response:
    """Make a person."""
    new = await parsed(request, models.NewPerson)
    return web.json_response(_shopper(request).create(new).as_json(), status=201)


async def people(request: web.Request) -> web.Response:
    """List everybody."""
    everybody = request.app[STATE].people.values()
    return web.json_response({"people": [person.as_json() for person in everybody]})


async def one(request: web.Request) -> web.Response:
    """Return one person."""
    return web.json_response(_person(request).as_json())


async def marketing(request: web.Request) -> web.Response:
    """Stop or resume marketing messages."""
    word = await parsed(request, models.Marketing)
    _shopper(request).marketing(_person(request), word.value)
    return web.json_response(_person(request).as_json())


async def number(request: web.Request) -> web.Response:
    """Change the phone number."""
    new = await parsed(request, models.NewNumber)
    return _entry(lambda: _shopper(request).change_number(_person(request), new.wa_id))


async def chat(request: web.Request) -> web.Response:
    """Return the chat. ?after=N&wait=S: wait up to so many seconds for an event after N."""
    person, after = _person(request), _whole(request.query.get("after", "0"))
    if len(person.events) <= after:
        wait = min(float(request.query.get("wait", "0") or 0), _LONGEST_WAIT)
        await _changed(request, person, wait)
    entries = [entry.as_json() for entry in person.entries]
    return web.json_response({"seq": len(person.events), "messages": entries})


async def events(request: web.Request) -> web.StreamResponse:
    """Stream what happens in a chat (SSE); Last-Event-ID or ?after= catches up."""
    person = _person(request)
    seen = _whole(request.headers.get("Last-Event-ID") or request.query.get("after", "0"))
    response = web.StreamResponse(headers={"Cache-Control": "no-store"})
    response.content_type = "text/event-stream"
    await response.prepare(request)
    with contextlib.suppress(ConnectionResetError):  # whoever watched has left
        await _stream(request, response, person, seen)
    return response


async def catalog(request: web.Request) -> web.Response:
    """Return the catalog with the pictures where the phone page finds them."""
    items = request.app[STATE].catalog.values()
    return web.json_response({"items": [_with_picture(item) for item in items]})


async def parsed(request: web.Request, model: type[Model]) -> Model:
    """Read the body as a model; 400 with one line for a body that is none."""
    raw = await request.read()
    try:
        return model.model_validate_json(raw or b"{}")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise web.HTTPBadRequest(text=f"{place}: {first['msg']}") from error


def _act(
    name: str, model: type[Model], do: Callable[[Shopper, Person, Model], Entry]
) -> web.RouteDef:
    async def handle(request: web.Request) -> web.Response:
        act = await parsed(request, model)
        person = _person(request)
        return _entry(lambda: do(_shopper(request), person, act))

    return web.post(f"/shopper/people/{{person}}/{name}", handle)


def _entry(act: Callable[[], Entry]) -> web.Response:
    try:
        return web.json_response(act().as_json(), status=201)
    except ImpossibleError as error:
        raise web.HTTPConflict(text=str(error)) from error


def _shopper(request: web.Request) -> Shopper:
    return Shopper(request.app[STATE], request.app[EMITTER])


def _person(request: web.Request) -> Person:
    name = request.match_info["person"]
    state = request.app[STATE]
    person = state.people.get(name) or state.person_by(wa_id=name)
    if person is None:
        raise web.HTTPNotFound(text=f"nobody here is called {name}")
    return person


async def _stream(
    request: web.Request, response: web.StreamResponse, person: Person, seen: int
) -> None:
    closing = request.app[CLOSING]
    while not closing.is_set():
        for event in person.events[seen:]:
            await response.write(_sse(event))
        seen = max(seen, len(person.events))
        if not await _changed(request, person, _KEEP_ALIVE):
            await response.write(b": still here\n\n")


async def _changed(request: web.Request, person: Person, seconds: float) -> bool:
    """Wait for the chat to change or the simulator to stop; False when nothing did."""
    if seconds <= 0:
        return False
    waits = [
        asyncio.ensure_future(person.changed.wait()),
        asyncio.ensure_future(request.app[CLOSING].wait()),
    ]
    done, pending = await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return bool(done)


def _sse(event: Json) -> bytes:
    data = orjson.dumps(event["data"]).decode()
    return f"id: {event['seq']}\nevent: {event['event']}\ndata: {data}\n\n".encode()


def _with_picture(item: Json) -> Json:
    name = str(item.get("image_url", "")).rpartition("/")[2]
    return {**item, "picture": f"/images/{name}" if name else ""}


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
