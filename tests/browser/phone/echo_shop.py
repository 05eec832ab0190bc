"""A tiny shop at the other end of the phone: hears webhooks, says what a test tells it to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot.simulator.app import create_app
from bot.simulator.keys import STATE
from bot.simulator.phone.add_phone import add_phone
from bot.simulator.setup import Setup
from bot.simulator.state import State

Json = dict[str, Any]
SAMPLE = Path("data/sample")
BRISA, RAYO, LLUVIA = "TEN-BRISA-GRI-27", "TEN-RAYO-GCL-27", "TEN-LLUVIA-GOS-27"


@dataclass
class EchoShop:
    """The shop and the simulator between it and the phone. The simulator can go away and return."""

    setup: Setup
    session: aiohttp.ClientSession
    heard: asyncio.Queue[Json] = field(default_factory=asyncio.Queue[Json])
    preferences: asyncio.Queue[Json] = field(default_factory=asyncio.Queue[Json])
    last: Json = field(default_factory=dict[str, Any])
    runner: web.AppRunner | None = None
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def state(self) -> State:
        assert self.runner is not None
        assert self.runner.app is not None
        return self.runner.app[STATE]

    async def start(self) -> None:
        """Start the simulator, on the same port as before."""
        self.runner = web.AppRunner(create_app(self.setup, [add_phone]), shutdown_timeout=1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", self.port).start()
        self.port = self.runner.addresses[0][1]

    async def stop(self) -> None:
        assert self.runner is not None
        await self.runner.cleanup()

    async def take(self, request: web.Request) -> web.Response:
        """Take in a webhook."""
        body = await request.json()
        values = [change["value"] for entry in body["entry"] for change in entry["changes"]]
        for value in values:
            for message in value.get("messages", []):
                self.heard.put_nowait(message)
            for preference in value.get("user_preferences", []):
                self.preferences.put_nowait(preference)
        return web.Response()

    async def hear(self, kind: str) -> Json:
        """Wait for the next message; it must be of this type."""
        self.last = await asyncio.wait_for(self.heard.get(), 10)
        assert self.last["type"] == kind
        return self.last

    async def read(self) -> None:
        """Tell the phone that the last message was read and an answer is being typed."""
        typing = {"typing_indicator": {"type": "text"}}
        await self._post({"status": "read", "message_id": self.last["id"], **typing})

    async def say(self, text: str) -> None:
        await self.send({"type": "text", "text": {"body": text}})

    async def ask(self, **interactive: Any) -> None:
        await self.send({"type": "interactive", "interactive": interactive})

    async def send(self, content: Json) -> None:
        """Answer whoever wrote last."""
        number = self.last.get("from")
        to = {"to": f"+{number}"} if number else {"recipient": self.last["from_user_id"]}
        await self._post({"recipient_type": "individual", **to, **content})

    async def show_products(self) -> None:
        """Answer with a product list of two sections."""
        sections = [{"title": "Del 27", "skus": [BRISA, RAYO]}, {"title": "Más", "skus": [LLUVIA]}]
        await self.ask(
            type="product_list",
            header={"type": "text", "text": "Tenis"},
            body={"text": "Mira estos"},
            action={
                "catalog_id": self.setup.catalog_id,
                "sections": [
                    {
                        "title": part["title"],
                        "product_items": [{"product_retailer_id": sku} for sku in part["skus"]],
                    }
                    for part in sections
                ],
            },
        )

    async def _post(self, body: Json) -> None:
        url = f"{self.url}/v25.0/{self.setup.phone_number_id}/messages"
        bearer = {"Authorization": f"Bearer {self.setup.token}"}
        whole = {"messaging_product": "whatsapp", **body}
        async with self.session.post(url, json=whole, headers=bearer) as response:
            assert response.status == 200, await response.text()


@asynccontextmanager
async def echo_shop() -> AsyncGenerator[EchoShop]:
    """Run a shop and the simulator that leads to it."""
    setup = Setup(feed=SAMPLE / "catalog.csv", images=SAMPLE / "images")
    async with aiohttp.ClientSession() as session:
        shop = EchoShop(setup, session)
        hook = web.Application()
        hook.router.add_post("/hook", shop.take)
        runner = web.AppRunner(hook, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        shop.setup = replace(setup, webhook_url=f"http://127.0.0.1:{runner.addresses[0][1]}/hook")
        await shop.start()
        yield shop
        await shop.stop()
        await runner.cleanup()
