"""Drives the simulator and catches its webhooks with the service's own routes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot.simulator.app import create_app
from bot.simulator.keys import STATE
from bot.simulator.setup import Setup
from bot.simulator.state import State
from bot.whatsapp.client import GraphClient
from bot.whatsapp.identity import Recipient
from bot.whatsapp.ports import ShedError, WebhookSecrets
from bot.whatsapp.routes import Webhook
from bot.whatsapp.webhook import Update

Json = dict[str, Any]
FEED = Path("data/sample/catalog.csv")
PHONE = "5215587654321"


@dataclass
class Caught:
    """Keeps updates in memory. shed: so many next deliveries are put off."""

    updates: list[Update] = field(default_factory=list[Update])
    posts: list[int] = field(default_factory=list[int])
    shed: int = 0
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self, updates: Sequence[Update]) -> None:
        if self.shed:
            self.shed -= 1
            raise ShedError("no room in this test")
        self.updates += updates
        self.posts.append(len(updates))
        self.came.set()
        self.came = asyncio.Event()

    def of_kind(self, kind: str) -> list[Update]:
        return [update for update in self.updates if update.kind == kind]

    async def until(self, count: int, seconds: float = 10) -> list[Update]:
        """Wait until so many updates have come."""
        async with asyncio.timeout(seconds):
            while len(self.updates) < count:
                await self.came.wait()
        return self.updates


@dataclass(frozen=True)
class FixedSecrets:
    """One account's webhook secrets."""

    setup: Setup

    async def of(self, account: str | None) -> WebhookSecrets | None:
        if account not in {None, "tienda"}:
            return None
        return WebhookSecrets(self.setup.app_secret, self.setup.verify_token)


@dataclass
class Meta:
    """A running simulator, the client that talks to it, and what its webhooks brought."""

    url: str
    webhook_url: str
    setup: Setup
    state: State
    session: aiohttp.ClientSession
    caught: Caught

    @property
    def client(self) -> GraphClient:
        return GraphClient(self.session, self.url, "v25.0", self.setup.token)

    @property
    def number(self) -> str:
        return self.setup.phone_number_id

    async def person(self, **about: Any) -> Json:
        return await self.post("/shopper/people", {"wa_id": PHONE, **about})

    async def hidden(self) -> Json:
        return await self.post("/shopper/people", {"hidden": True})

    async def act(self, person: Json, what: str, **content: Any) -> Json:
        return await self.post(f"/shopper/people/{person['id']}/{what}", content)

    async def writing(self) -> Json:
        """Return a person who has just written, so that the window is open."""
        person = await self.person()
        await self.act(person, "text", text="hola")
        await self.caught.until(1)
        return person

    async def chat(self, person: Json) -> list[Json]:
        answer = await self.get(f"/shopper/people/{person['id']}/chat")
        return answer["messages"]

    async def faults(self, **plan: Any) -> None:
        async with self.session.put(self.url + "/simulator/faults", json=plan) as response:
            assert response.status == 200, await response.text()

    async def error(self, **forced: Any) -> None:
        await self.post("/simulator/faults/errors", forced)

    async def settled(self) -> None:
        await self.post("/simulator/settled", {})

    async def post(self, path: str, content: Json) -> Json:
        async with self.session.post(self.url + path, json=content) as response:
            assert response.status in {200, 201}, await response.text()
            return await response.json()

    async def get(self, path: str) -> Json:
        async with self.session.get(self.url + path) as response:
            assert response.status == 200, await response.text()
            return await response.json()


def reach(person: Json) -> Recipient:
    """Return where a simulated person is reached."""
    return Recipient(person["wa_id"], person["bsuid"])


@asynccontextmanager
async def running_meta(setup: Setup | None = None) -> AsyncGenerator[Meta]:
    """Run a simulator whose webhooks reach the service's own routes."""
    caught = Caught()
    own = setup or Setup(feed=FEED)
    hook = web.Application()
    hook.add_routes(Webhook(caught, FixedSecrets(own)).routes())
    async with _serving(hook) as hook_url, aiohttp.ClientSession() as session:
        whole = replace(own, webhook_url=hook_url + "/webhooks/whatsapp")
        app = create_app(whole)
        async with _serving(app) as url:
            yield Meta(url, whole.webhook_url, whole, app[STATE], session, caught)


@asynccontextmanager
async def _serving(app: web.Application) -> AsyncGenerator[str]:
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
