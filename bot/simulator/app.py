"""The simulator as one web application and as a process of its own."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Sequence

import aiohttp
from aiohttp import web

from bot.simulator import admin, graph, shopper_routes
from bot.simulator.keys import CLOSING, EMITTER, STATE
from bot.simulator.setup import Setup
from bot.simulator.state import new_state
from bot.simulator.webhooks import Emitter

# Meta's largest upload is 100 MB; the form around it needs a little more.
MOST_BYTES = 101 * 1024 * 1024
MARK = {"X-Simulation": "MillenniuM simulator"}
# What adds its own routes and state to the application: Stripe's double, the phone page.
AddOn = Callable[[web.Application], None]

log = logging.getLogger(__name__)


def create_app(setup: Setup, add_ons: Sequence[AddOn] = ()) -> web.Application:
    """Return the simulated Meta with the shopper's REST, and whatever is added to it."""
    app = web.Application(client_max_size=MOST_BYTES)
    app[STATE] = new_state(setup)
    app[CLOSING] = asyncio.Event()
    app.add_routes([*graph.routes(), *shopper_routes.routes(), *admin.routes()])
    if setup.images is not None and setup.images.is_dir():
        app.router.add_static("/images/", setup.images)
    for add_on in add_ons:
        add_on(app)
    app.cleanup_ctx.append(_deliver)
    app.on_response_prepare.append(_mark)
    app.on_shutdown.append(_close)
    return app


async def serve(host: str, port: int, setup: Setup, add_ons: Sequence[AddOn] = ()) -> None:
    """Run the simulator until it is told to stop (SIGINT, SIGTERM)."""
    runner = web.AppRunner(create_app(setup, add_ons), access_log=None, shutdown_timeout=5)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    log.warning(
        "SIMULATION of WhatsApp on http://%s:%d: no message leaves this machine", host, port
    )
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await stop.wait()
    finally:
        await runner.cleanup()


async def _deliver(app: web.Application) -> AsyncIterator[None]:
    async with aiohttp.ClientSession() as session:
        app[EMITTER] = Emitter(app[STATE], session)
        app[EMITTER].start()
        yield
        await app[EMITTER].close()


async def _mark(request: web.Request, response: web.StreamResponse) -> None:
    del request
    response.headers.update(MARK)


async def _close(app: web.Application) -> None:
    app[CLOSING].set()
