"""Stripe's double as a part of the simulator: `create_app(setup, [stripe_add_on(...)])`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Final

import aiohttp
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from yarl import URL

from bot.clock import Clock
from bot.simulator.keys import STATE
from bot.simulator.stripe_api import StripeApi
from bot.simulator.stripe_hosted import VOUCHER, StripeHosted
from bot.simulator.stripe_objects import Json, StripeRefusal, StripeSetup
from bot.simulator.stripe_state import StripeState
from bot.simulator.stripe_webhooks import StripeEmitter

STRIPE: Final = web.AppKey("stripe", StripeState)
STRIPE_EMITTER: Final = web.AppKey("stripe_emitter", StripeEmitter)


class StripePlan(BaseModel):
    """Faults as the controls set them; see StripeFaults."""

    model_config = ConfigDict(extra="forbid")

    duplicate: int = Field(0, ge=0, le=10)
    drop: int = Field(0, ge=0)
    delay_ms: int = Field(0, ge=0, le=600_000)
    errors: dict[str, list[int]] = {}


def stripe_add_on(
    webhook_secret: str, key: str = "sk_test_simulator"
) -> Callable[[web.Application], None]:
    """Return what adds the simulated Stripe to the simulator; its webhooks go to the same shop."""

    def add(app: web.Application) -> None:
        simulated = app[STATE]
        shop = URL(simulated.setup.webhook_url).with_path("/webhooks/stripe")
        add_stripe(app, StripeSetup(key, webhook_secret, str(shop)), simulated.clock)

    return add


def add_stripe(app: web.Application, setup: StripeSetup, clock: Clock) -> None:
    """Add the simulated Stripe to any application."""
    state = StripeState(setup, clock)
    app[STRIPE] = state
    app.add_routes(stripe_routes(state))
    app.cleanup_ctx.append(_deliver)


def stripe_routes(state: StripeState) -> list[web.RouteDef]:
    """Return every route of the simulated Stripe: API, payment pages, controls."""
    controls = StripeControls(state)
    return [*StripeApi(state).routes(), *StripeHosted(state).routes(), *controls.routes()]


async def _deliver(app: web.Application) -> AsyncIterator[None]:
    async with aiohttp.ClientSession() as session:
        emitter = StripeEmitter(app[STRIPE], session)
        app[STRIPE_EMITTER] = emitter
        app[STRIPE].emit = emitter.emit
        yield
        await emitter.close()


@dataclass(frozen=True, slots=True)
class StripeControls:
    """The simulation's own controls under /simulator/stripe."""

    state: StripeState

    def routes(self) -> list[web.RouteDef]:
        """Return the controls' routes."""
        return [
            web.get("/simulator/stripe", self.overview),
            web.put("/simulator/stripe/faults", self.plan),
            web.post("/simulator/stripe/sessions/{id}/{action}", self.act),
        ]

    async def overview(self, _request: web.Request) -> web.Response:
        """Return sessions, refunds and events as they stand."""
        state = self.state
        return web.json_response(
            {
                "sessions": [state.shown(one, ["payment_intent.latest_charge"])
                             for one in state.sessions.values()],
                "refunds": list(state.refunds.values()),
                "events": [{"id": one["id"], "type": one["type"]} for one in state.events],
                "calls": state.calls,
            }
        )  # fmt: skip

    async def plan(self, request: web.Request) -> web.Response:
        """Set what goes wrong from now on."""
        try:
            plan = StripePlan.model_validate_json(await request.read())
        except ValidationError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        faults = self.state.faults
        faults.duplicate, faults.drop = plan.duplicate, plan.drop
        faults.delay_ms, faults.errors = plan.delay_ms, dict(plan.errors)
        return web.json_response(plan.model_dump())

    async def act(self, request: web.Request) -> web.Response:
        """Do what a buyer or a bank does: pay, voucher, settle, lapse, expire, dispute."""
        session_id, action = request.match_info["id"], request.match_info["action"]
        page = f"{request.url.origin()}{VOUCHER}"
        ways: dict[str, Callable[[], Json | None]] = {
            "pay": lambda: self.state.pay(session_id),
            "voucher": lambda: self.state.voucher(session_id, page),
            "settle": lambda: self.state.settle(session_id, paid=True),
            "lapse": lambda: self.state.settle(session_id, paid=False),
            "expire": lambda: self.state.expire(session_id),
            "dispute": lambda: self.state.dispute(session_id),
        }
        if action not in ways:
            raise web.HTTPNotFound(text=f"{action!r} is none of {', '.join(ways)}")
        try:
            ways[action]()
        except StripeRefusal as refusal:
            return web.json_response(refusal.body, status=refusal.status)
        return web.json_response(self.state.shown(self.state.session(session_id)))
