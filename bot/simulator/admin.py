"""The simulation's own controls: time, faults, templates, products, what was sent."""

from __future__ import annotations

from typing import Any, Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict

from bot.simulator import updates
from bot.simulator.faults import FaultPlan, ForcedError
from bot.simulator.keys import EMITTER, STATE
from bot.simulator.shopper_routes import parsed
from bot.simulator.state import State

Json = dict[str, Any]


class Time(BaseModel):
    """Moves the clock on, stops it or lets it run."""

    model_config = ConfigDict(extra="forbid")

    advance_ms: int = 0
    stop: bool = False
    run: bool = False


class Decision(BaseModel):
    """A template's new state, as Meta's reviewers decide it."""

    model_config = ConfigDict(extra="forbid")

    name: str
    language: str = "es"
    status: Literal["PENDING", "APPROVED", "REJECTED", "PAUSED", "DISABLED"] = "APPROVED"
    category: Literal["UTILITY", "MARKETING", "AUTHENTICATION"] | None = None


class Reviews(BaseModel):
    """Whether templates are approved at once."""

    model_config = ConfigDict(extra="forbid")

    at_once: bool


class Item(BaseModel):
    """Changes to one product of the catalog, in Graph's field names."""

    model_config = ConfigDict(extra="forbid")

    sku: str
    changes: dict[str, Any]


class Unsigned(BaseModel):
    """An update to deliver as it stands: a field and its value."""

    model_config = ConfigDict(extra="forbid")

    field: str
    value: dict[str, Any]


def routes() -> list[web.RouteDef]:
    """Return the controls' routes."""
    return [
        web.get("/simulator", overview),
        web.get("/simulator/sent", sent),
        web.post("/simulator/clock", clock),
        web.get("/simulator/faults", faults),
        web.put("/simulator/faults", plan),
        web.post("/simulator/faults/errors", error),
        web.delete("/simulator/faults", no_faults),
        web.post("/simulator/templates", decide),
        web.post("/simulator/reviews", reviews),
        web.post("/simulator/catalog", change),
        web.post("/simulator/webhooks", emit),
        web.post("/simulator/settled", settled),
    ]


async def overview(request: web.Request) -> web.Response:
    """Say that this is a simulation, and of what."""
    return web.json_response(_overview(request.app[STATE]))


def _overview(state: State) -> Json:
    setup = state.setup
    return {
        "simulation": True,
        "about": "A simulation of Meta's Graph API. No message leaves this machine.",
        "webhook_url": setup.webhook_url,
        "phone_number_id": setup.phone_number_id,
        "waba_id": setup.waba_id,
        "catalog_id": setup.catalog_id,
        "products": len(state.catalog),
        "people": len(state.people),
        "templates": sorted(state.templates),
        "now": state.clock.now(),
    }


async def sent(request: web.Request) -> web.Response:
    """Return every message that Graph accepted, in order."""
    return web.json_response({"sent": request.app[STATE].sent})


async def clock(request: web.Request) -> web.Response:
    """Move, stop or start the clock."""
    time = await parsed(request, Time)
    own = request.app[STATE].clock
    if time.stop:
        own.stop()
    own.advance(time.advance_ms)
    if time.run:
        own.run()
    return web.json_response({"now": own.now()})


async def faults(request: web.Request) -> web.Response:
    """Return what goes wrong on purpose."""
    return web.json_response(request.app[STATE].faults.as_json())


async def plan(request: web.Request) -> web.Response:
    """Set how webhooks arrive and how errors are told."""
    state = request.app[STATE]
    state.faults.plan = await parsed(request, FaultPlan)
    return web.json_response(state.faults.as_json())


async def error(request: web.Request) -> web.Response:
    """Let the next calls answer with an error."""
    state = request.app[STATE]
    state.faults.errors.append(await parsed(request, ForcedError))
    return web.json_response(state.faults.as_json())


async def no_faults(request: web.Request) -> web.Response:
    """Let everything go well again."""
    state = request.app[STATE]
    state.faults.plan = FaultPlan.model_validate({})
    state.faults.errors.clear()
    return web.json_response(state.faults.as_json())


async def decide(request: web.Request) -> web.Response:
    """Approve, reject, pause or disable a template, and tell the webhook."""
    decision = await parsed(request, Decision)
    state = request.app[STATE]
    found = state.templates.get(f"{decision.name}/{decision.language}")
    if found is None:
        raise web.HTTPNotFound(text=f"there is no template {decision.name}/{decision.language}")
    found["status"] = decision.status
    found["category"] = decision.category or found["category"]
    request.app[EMITTER].emit("message_template_status_update", updates.template(found))
    return web.json_response(found)


async def reviews(request: web.Request) -> web.Response:
    """Choose whether templates are approved at once or wait for a decision."""
    state = request.app[STATE]
    state.reviews = (await parsed(request, Reviews)).at_once
    return web.json_response({"at_once": state.reviews})


async def change(request: web.Request) -> web.Response:
    """Change a product as the merchant would in Commerce Manager."""
    item = await parsed(request, Item)
    known = request.app[STATE].catalog.get(item.sku)
    if known is None:
        raise web.HTTPNotFound(text=f"there is no product {item.sku}")
    known.update(item.changes)
    return web.json_response(known)


async def emit(request: web.Request) -> web.Response:
    """Deliver any update at all, signed."""
    update = await parsed(request, Unsigned)
    request.app[EMITTER].emit(update.field, update.value)
    return web.json_response({})


async def settled(request: web.Request) -> web.Response:
    """Wait until every webhook so far was tried once."""
    emitter = request.app[EMITTER]
    await emitter.settled()
    return web.json_response({"delivered": emitter.delivered, "refused": emitter.refused})
