"""Stripe's API edges that the product uses: sessions, refunds, events; with idempotency."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from aiohttp import web

from bot.simulator.stripe_form import FormError, nested
from bot.simulator.stripe_objects import Json, StripeRefusal
from bot.simulator.stripe_state import StripeState

PAGE: Final = "/stripe/pay"
# Longer than any client waits, in seconds.
_NEVER: Final = 3_600
# Seconds that an idempotency key is remembered; Stripe may forget it any time after that.
_REMEMBERED: Final = 24 * 60 * 60


class StripeApi:
    """The routes under /v1."""

    def __init__(self, state: StripeState) -> None:
        self._state = state

    def routes(self) -> list[web.RouteDef]:
        """Return the API's routes."""
        sessions = "/v1/checkout/sessions"
        return [
            web.post(sessions, self.create),
            web.get(sessions, self.sessions, allow_head=False),
            web.get(f"{sessions}/{{id}}", self.retrieve, allow_head=False),
            web.post(f"{sessions}/{{id}}/expire", self.expire),
            web.post("/v1/refunds", self.refund),
            web.get("/v1/refunds", self.refunds, allow_head=False),
            web.get("/v1/events", self.events, allow_head=False),
        ]

    async def create(self, request: web.Request) -> web.Response:
        page = f"{request.url.origin()}{PAGE}"
        params = await self._params(request)
        return await self._post(
            request, "create", params, lambda: self._state.shown(self._state.create(params, page))
        )

    async def refund(self, request: web.Request) -> web.Response:
        params = await self._params(request)
        return await self._post(request, "refund", params, lambda: self._state.refund(params))

    async def expire(self, request: web.Request) -> web.Response:
        params = await self._params(request)
        session_id = request.match_info["id"]
        return await self._post(
            request, "expire", params, lambda: self._state.shown(self._state.expire(session_id))
        )

    async def retrieve(self, request: web.Request) -> web.Response:
        query = nested(request.query.items())
        session_id = request.match_info["id"]
        return await self._get(
            request,
            "retrieve",
            lambda: self._state.shown(self._state.session(session_id), query.get("expand")),
        )

    async def sessions(self, request: web.Request) -> web.Response:
        query = nested(request.query.items())
        return await self._get(request, "list", lambda: _page(request, self._listed(query)))

    async def refunds(self, request: web.Request) -> web.Response:
        query = nested(request.query.items())
        return await self._get(
            request, "refunds", lambda: _page(request, self._state.listed_refunds(query))
        )

    async def events(self, request: web.Request) -> web.Response:
        query = nested(request.query.items())
        return await self._get(request, "events", lambda: _page(request, self._events(query)))

    def _listed(self, query: Mapping[str, Any]) -> list[Json]:
        state = self._state
        found = [state.shown(state.session(key)) for key in reversed(state.sessions)]
        payment = query.get("payment_intent")
        if payment is not None:
            found = [one for one in found if one["payment_intent"] == payment]
        return _since(query, found)

    def _events(self, query: Mapping[str, Any]) -> list[Json]:
        found = list(reversed(self._state.events))
        if query.get("delivery_success") == "false":
            found = [one for one in found if one["id"] not in self._state.delivered]
        return _since(query, found)

    async def _params(self, request: web.Request) -> Json:
        body = (await request.read()).decode()
        try:
            return nested(parse_qsl(body, keep_blank_values=True))
        except FormError as error:
            raise web.HTTPBadRequest(text=str(error)) from error

    async def _get(self, request: web.Request, edge: str, work: Callable[[], Json]) -> web.Response:
        status, body = self._answer(request, edge, work)
        return await self._respond(edge, status, body)

    async def _post(
        self, request: web.Request, edge: str, params: Json, work: Callable[[], Json]
    ) -> web.Response:
        key = request.headers.get("Idempotency-Key", "")
        asked = [request.path, params]
        known = self._known(key)
        if known is not None and known["asked"] != asked:
            text = "Keys for idempotent requests can only be used with the same parameters."
            refusal = StripeRefusal(text, kind="idempotency_error")
            return await self._respond(edge, 400, refusal.body)
        if known is not None:
            return await self._respond(edge, known["status"], known["body"])
        status, body = self._answer(request, edge, work)
        # Even a 500 is kept and repeated; what was refused before it began is not.
        if key and (status < 400 or status >= 500):
            self._state.answers[key] = {
                "asked": asked, "status": status, "body": body, "at": self._state.now,
            }  # fmt: skip
        return await self._respond(edge, status, body)

    def _known(self, key: str) -> Json | None:
        known: Json | None = self._state.answers.get(key) if key else None
        if known is not None and known["at"] + _REMEMBERED <= self._state.now:
            return None
        return known

    async def _respond(self, edge: str, status: int, body: Json) -> web.Response:
        if self._state.faults.take(f"hang:{edge}") is not None:
            await asyncio.sleep(_NEVER)
        return web.json_response(body, status=status)

    def _answer(
        self, request: web.Request, edge: str, work: Callable[[], Json]
    ) -> tuple[int, Json]:
        self._state.calls.append(edge)
        if request.headers.get("Authorization") != f"Bearer {self._state.setup.key}":
            return 401, StripeRefusal("Invalid API Key provided", status=401).body
        forced = self._state.faults.take(edge)
        if forced is not None:
            return forced, StripeRefusal("forced by the simulator", kind="api_error").body
        try:
            return 200, work()
        except StripeRefusal as refusal:
            return refusal.status, refusal.body


def _since(query: Mapping[str, Any], found: list[Json]) -> list[Json]:
    created: Json = query.get("created") or {}
    least = int(created.get("gte", 0))
    return [one for one in found if one["created"] >= least]


def _page(request: web.Request, found: list[Json]) -> Json:
    """Return one page of a list; the SDK asks for the next one at `url`."""
    after = request.query.get("starting_after")
    ids = [one["id"] for one in found]
    start = ids.index(after) + 1 if after in ids else 0
    end = start + int(request.query.get("limit", 10))
    more = len(found) > end
    return {"object": "list", "data": found[start:end], "has_more": more, "url": request.path}
