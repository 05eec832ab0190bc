"""The whole service and the simulator in this process, on one clock that tests move.

An hour passes at once. Rasa is the service's own child, as always.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
from aiohttp import web
from sqlalchemy import Connection, text

from bot.settings import Settings
from bot.simulator.app import create_app
from bot.simulator.chat import Entry
from bot.simulator.keys import STATE
from bot.simulator.setup import Setup
from bot.simulator.state import State
from bot.simulator.stripe import stripe_add_on
from bot.simulator.stripe_objects import StripeSetup
from bot.wiring.service import Service
from bot.wiring.simulate import simulated
from requirements.setup import paths
from tests.e2e.checkout import filled
from tests.e2e.shopper import Message
from tests.e2e.town import free_port

Json = dict[str, Any]
T = TypeVar("T")
PATIENCE = 120.0


@dataclass
class World:
    """Service and simulator on one clock, and a browser."""

    service: Service
    state: State
    shop: str
    browser: aiohttp.ClientSession

    def pass_time(self, milliseconds: int) -> None:
        """Let time pass; what became due meanwhile is served now."""
        self.state.clock.advance(milliseconds)
        self.service.engine.timers.wake()

    async def post(self, path: str, facts: Json) -> Json:
        async with self.browser.post(f"{self.shop}{path}", json=facts) as answer:
            assert answer.ok, f"{path}: {answer.status} {await answer.text()}"
            return await answer.json()

    async def rows(self, query: str, **values: Any) -> list[Json]:
        return await self.service.house.database.read(_rows, query, values)


async def eventually(ask: Callable[[], Awaitable[T]], what: str) -> T:
    """Ask until the answer is not empty, and return it."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not (answer := await ask()):  # noqa: ASYNC110 - nobody tells when it changes
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"waited in vain for {what}") from None
    return answer


def _rows(conn: Connection, query: str, values: Json) -> list[Json]:
    return [dict(row) for row in conn.execute(text(query), values).mappings()]


@dataclass
class Buyer:
    """A customer of this world."""

    world: World
    id: str

    def chat(self) -> list[Entry]:
        """Return what the shop wrote."""
        return [one for one in self.world.state.people[self.id].entries if one.by == "shop"]

    def links(self) -> list[str]:
        """Return every link of the chat, in order."""
        shown = [Message(one.wamid, one.payload, one.status, None) for one in self.chat()]
        return [one.link for one in shown if one.link]

    async def hears(self, before: int, what: str) -> Entry:
        """Wait for a message of the shop behind so many, and return the newest."""

        async def fresh() -> list[Entry]:
            return self.chat()[before:]

        return (await eventually(fresh, what))[-1]

    async def act(self, what: str, facts: Json) -> None:
        """Do something and wait for the shop's answer."""
        before = len(self.chat())
        await self.world.post(f"/shopper/people/{self.id}/{what}", facts)
        await self.hears(before, f"an answer to {what} {facts}")

    async def send_cart(self, sku: str) -> str:
        """Send a cart and return the link to its checkout."""
        before = len(self.links())

        async def fresh() -> list[str]:
            return self.links()[before:]

        await self.act("cart", {"items": [{"sku": sku, "quantity": 1}]})
        return (await eventually(fresh, "a link"))[-1]

    async def confirm(self, link: str, method: str, **more: str) -> str:
        """Fill the checkout page in; returns where it leads."""
        async with self.world.browser.get(link) as answer:
            form = filled(await answer.text(), method, **more)
        async with self.world.browser.post(link, data=form, allow_redirects=False) as answer:
            assert answer.status == 303, await answer.text()
            return answer.headers["Location"]

    async def at_provider(self, page: str, action: str) -> None:
        """Do something on the payment page, and wait until the chat tells of it."""
        before = len(self.chat())
        async with self.world.browser.post(
            page, data={"action": action}, allow_redirects=False
        ) as answer:
            assert answer.status == 303, await answer.text()
        await self.hears(before, f"news after {action}")

    async def cart_id(self) -> int:
        """Return the id of this customer's first cart."""
        query = """
            select cart.id from cart
            join customer_address on customer_address.customer_id = cart.customer_id
            where customer_address.wire = :number order by cart.id limit 1
        """
        number = self.world.state.people[self.id].wa_id
        return int((await self.world.rows(query, number=number))[0]["id"])


@asynccontextmanager
async def _serving(app: web.Application, port: int) -> AsyncGenerator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def open_world(home: Path) -> AsyncGenerator[World]:
    """Start both on a HOME, with every template approved."""
    port, outside = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    own = Settings(
        _env_file=None,  # type: ignore[call-arg]
        home=home, models=paths.models(), project=paths.ROOT, port=port, public_url=url,
    )  # fmt: skip
    feed = paths.ROOT / "data" / "sample" / "catalog.csv"
    meta = Setup(webhook_url=f"{url}/webhooks/whatsapp", feed=feed)
    app = create_app(meta, [stripe_add_on(StripeSetup().webhook_secret)])
    connector = aiohttp.TCPConnector(force_close=True)
    async with _serving(app, outside), aiohttp.ClientSession(connector=connector) as browser:
        service = await Service.start(simulated(own, outside), app[STATE].clock)
        try:
            await eventually(service.ready, "the service")
            await service.templates.make_missing(url)
            await service.templates.list_all()
            yield World(service, app[STATE], f"http://127.0.0.1:{outside}", browser)
        finally:
            await service.stop()


async def new_buyer(world: World) -> Buyer:
    return Buyer(world, (await world.post("/shopper/people", {"name": "Ana"}))["id"])
