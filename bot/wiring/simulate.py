"""The simulator: a process of its own, started by hand or beside a service without Meta."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import signal
import socket
import sys
from asyncio.subprocess import Process
from itertools import islice
from pathlib import Path
from typing import Final

import uvloop
from pydantic import SecretStr
from yarl import URL

from bot.catalog.feed import read_feed
from bot.settings import Settings
from bot.simulator.setup import Setup, setup_from
from bot.simulator.stripe_objects import StripeSetup
from bot.whatsapp.client import GraphClient

PORT: Final = 8001
A_BATCH: Final = 1_000
HOST: Final = "127.0.0.1"
# Ports that are tried when nobody says which one.
MOST_PORTS: Final = 20
_DEATH_SIGNAL: Final = 1  # prctl's PR_SET_PDEATHSIG


class PortTakenError(RuntimeError):
    """Another program listens where the simulator would; says which port and what to do."""


def run_simulator(settings: Settings, host: str, port: int) -> None:
    """Run the simulator until it is told to stop. LiveCredentialsError beside real keys."""
    from bot.simulator.app import serve  # noqa: PLC0415 - the service never needs it
    from bot.simulator.phone.add_phone import add_phone  # noqa: PLC0415
    from bot.simulator.stripe import stripe_add_on  # noqa: PLC0415

    refuse_taken(host, port)
    secret = StripeSetup().webhook_secret
    work = serve(host, port, setup_from(settings), [stripe_add_on(secret), add_phone])
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


def simulated(settings: Settings, port: int = PORT) -> Settings:
    """Return the settings of a service that talks to the simulator on this port."""
    setup, stripe = Setup(), StripeSetup()
    url = f"http://127.0.0.1:{port}"
    return settings.model_copy(
        update={
            "whatsapp_api_url": url,
            "whatsapp_access_token": SecretStr(setup.token),
            "whatsapp_app_secret": SecretStr(setup.app_secret),
            "whatsapp_verify_token": SecretStr(setup.verify_token),
            "whatsapp_phone_number_id": setup.phone_number_id,
            "whatsapp_business_account_id": setup.waba_id,
            "catalog_id": setup.catalog_id,
            "stripe_secret_key": SecretStr(stripe.key),
            "stripe_webhook_secret": SecretStr(stripe.webhook_secret),
            "stripe_api_url": url,
        }
    )


def is_simulated(settings: Settings) -> bool:
    """Whether the Graph API that is configured lies on this machine."""
    return settings.has_meta and URL(settings.whatsapp_api_url).host in {"127.0.0.1", "localhost"}


async def fill_simulated_catalog(graph: GraphClient, catalog_id: str, feed: Path) -> None:
    """Put a feed into the simulated Meta catalog too, as a merchant would in Commerce Manager.

    Meta sends only products that its own catalog has; at a real number the merchant's feed is
    there already, and nothing is ever written to it.
    """
    rows = iter(read_feed(feed))
    while batch := list(islice(rows, A_BATCH)):
        requests = [{"method": "UPDATE", "data": dict(row.values)} for row in batch]
        await graph.items_batch(catalog_id, requests)


def find_port(settings: Settings) -> int:
    """Return where the simulator of a service can listen: as set, or 8001 or the next free one.

    PortTakenError where it cannot listen there.
    """
    if settings.simulator_port is not None:
        refuse_taken(HOST, settings.simulator_port)
        return settings.simulator_port
    ours = {settings.port, settings.console_port, settings.private_port}
    tried = [port for port in range(PORT, PORT + MOST_PORTS) if port not in ours]
    for port in tried:
        if is_free(HOST, port):
            return port
    refuse_taken(HOST, tried[0])
    return tried[0]


async def start_simulator(port: int = PORT) -> Process:
    """Start the simulator as a child that ends with this process.

    PortTakenError where it could not listen: whatever answers there is not this simulator.
    """
    refuse_taken(HOST, port)
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "simulator", "--port", str(port),
        preexec_fn=_die_with_parent,
    )  # fmt: skip


def refuse_taken(host: str, port: int) -> None:
    """Raise PortTakenError when nothing can listen there."""
    try:
        _listen_once(host, port)
    except OSError as error:
        raise PortTakenError(
            f"the simulator cannot listen on {host}:{port} ({error.strerror}): stop the program "
            "that has this port, perhaps another `millennium run`; or set "
            "MILLENNIUM_SIMULATOR_PORT to a free one"
        ) from error


def is_free(host: str, port: int) -> bool:
    """Whether something can listen there."""
    try:
        _listen_once(host, port)
    except OSError:
        return False
    return True


def _listen_once(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


async def stop_simulator(process: Process) -> None:
    """End the child."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def _die_with_parent() -> None:
    """Linux ends the child when its parent ends, however that ended."""
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)
