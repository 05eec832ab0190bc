"""`millennium run`: the service until it is told to stop; alone, it brings its own simulator."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import structlog
import uvloop
from rich.console import Console

from bot.catalog.encode import encode_missing
from bot.catalog.faq import read_faq
from bot.catalog.import_feed import import_feed
from bot.settings import Settings
from bot.wiring.house import House, project_file
from bot.wiring.service import Service
from bot.wiring.simulate import PORT, find_port, simulated, start_simulator, stop_simulator

out = Console(highlight=False)
# The sample shop's own settings, as its FAQ tells them.
SAMPLE: Final = {
    "name": "Tienda Millennium",
    "zones": "Guadalajara y Zapopan=79; Resto del país=129",
    "pickup": True,
    "pickup_address": "Calle Girasoles 245, colonia Las Flores, Guadalajara",
    "transfer": "Banco de muestra, CLABE 000000000000000000 (simulación: no transfieras)",
}


def run_service(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM. Without Meta's token a simulated number stands in for one."""
    quiet_logs(settings.log_level)
    # HTTP is the largest part of what a turn costs this loop: uvloop does it for less.
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_run(settings))


def quiet_logs(level: str) -> None:
    """One line an event, no customer's words at info level."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    logging.basicConfig(level=number, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for chatty in ("rasa_sdk", "alembic", "stripe"):
        logging.getLogger(chatty).setLevel(max(number, logging.WARNING))
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(number))


async def _run(settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if settings.has_meta:
        await _serve(settings, stop)
        return
    port = find_port(settings)
    if port != (settings.simulator_port or PORT):
        out.print(
            f"port {PORT} is taken: the simulator listens on {port} "
            "(MILLENNIUM_SIMULATOR_PORT names another)"
        )
    async with _simulator(port):
        await _serve(simulated(settings, port), stop, phone=port)


async def _serve(settings: Settings, stop: asyncio.Event, *, phone: int | None = None) -> None:
    """phone: the port of the simulator that stands in for Meta; it comes with the sample shop."""
    service = await Service.start(settings)
    try:
        if phone is not None:
            await load_sample(service.house, service)
            await service.templates.make_missing(service.public.url)
        await _greet(service, phone)
        await stop.wait()
        out.print("stopping; nothing is lost")
    finally:
        await service.stop()


@asynccontextmanager
async def _simulator(port: int) -> AsyncGenerator[None]:
    process = await start_simulator(port)
    try:
        yield
    finally:
        await stop_simulator(process)


async def load_sample(house: House, service: Service) -> None:
    """Fill an empty installation with the sample shop and its FAQ."""
    catalog_id, _ = await house.products.catalog(house.account_id)
    if await house.products.ids(catalog_id, 0, 1):
        return
    out.print("loading the sample shop ...")
    feed = project_file(house.settings, "data/sample/catalog.csv")
    await import_feed(feed, house.products, house.account_id, lambda _: None)
    entries = read_faq(project_file(house.settings, "data/faq/sample.yml"))
    await house.faq.replace(house.account_id, entries)
    for key, value in SAMPLE.items():
        await house.preferences.write(house.account_id, key, value)
    await encode_missing(house.products, service.search.embedder, catalog_id, lambda _: None)


async def _greet(service: Service, phone: int | None) -> None:
    """Say where everything is, and let the first person in."""
    url = service.settings.public_url or service.public.url
    out.print(f"service    {url}")
    if phone is not None:
        out.print(f"phone      http://127.0.0.1:{phone}/phone/   (simulated: nothing leaves here)")
    people = service.desk.people
    if await people.has_people(service.house.account_id):
        out.print(f"console    {url}/console/")
    else:
        path = await people.make_invitation(service.house.account_id)
        out.print(f"console    {url}{path}   (works once, for the first person)", soft_wrap=True)
