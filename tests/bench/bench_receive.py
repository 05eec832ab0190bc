"""How many webhooks a second are stored for good, against a server that only checks them.

    .venv/bin/python -m tests.bench.bench_receive [--seconds 5] [--connections 32] [--new 0.05]

Both answer signed POSTs of one text message each, over loopback, from a client process of its
own. The bare one checks the signature and parses JSON, with the very functions of ours; ours also
writes inbox, customer and lane rows and answers after the commit. A share of the messages (--new)
is of people who never wrote before.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import json
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

from aiohttp import web
from sqlalchemy import insert

from bot.clock import SystemClock
from bot.inbox.receive import Receiver
from bot.store.lane_store import SqlReceive
from bot.store.opening import open_database
from bot.store.tables import house, metadata
from bot.whatsapp.body import parse
from bot.whatsapp.ports import WebhookSecrets
from bot.whatsapp.routes import Webhook
from bot.whatsapp.signature import HEADER, is_signed
from tests.bench.figures import tell
from tests.bench.processes import cpu_of

SECRET = "a-secret-of-the-app"
NUMBER = "106540352242922"
PATH = "/webhooks/whatsapp"
CUSTOMERS = 500


class OneSecret:
    async def of(self, account: str | None) -> WebhookSecrets | None:
        return WebhookSecrets(SECRET, "verify")


def body(serial: str, phone: str) -> bytes:
    """One webhook with one text message, as Meta sends it."""
    contact = {"profile": {"name": "Ana Torres"}, "wa_id": phone, "user_id": f"MX.{phone}"}
    message = {
        "from": phone, "from_user_id": f"MX.{phone}", "id": f"wamid.HBgNNTIx{serial}",
        "timestamp": str(int(time.time())), "type": "text",
        "text": {"body": "Hola, busco tenis negros del 27"},
    }  # fmt: skip
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550001111", "phone_number_id": NUMBER},
        "contacts": [contact],
        "messages": [message],
    }
    change = {"field": "messages", "value": value}
    entry = {"id": "WABA", "changes": [change]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def posts(connection: int, new: float) -> Iterator[bytes]:
    """Whole HTTP requests, none like another: made from one, for the client shall cost little."""
    rolls = random.Random(connection)
    pattern = body("SERIAL______", "521PHONE_____").replace(b"%", b"%%")
    pattern = pattern.replace(b"SERIAL______", b"%(serial)012d")
    pattern = pattern.replace(b"521PHONE_____", b"521%(phone)010d")
    serial = connection * 1_000_000
    while True:
        serial += 1
        known = rolls.random() >= new
        phone = 5_500_000_000 + (rolls.randrange(CUSTOMERS) if known else 1_000_000 + serial)
        raw = pattern % {b"serial": serial, b"phone": phone}
        signature = hmac.digest(SECRET.encode(), raw, hashlib.sha256).hex()
        yield (
            f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"{HEADER}: sha256={signature}\r\nContent-Length: {len(raw)}\r\n\r\n"
        ).encode() + raw


async def bare(request: web.Request) -> web.Response:
    raw = await request.read()
    if not is_signed(SECRET, raw, request.headers.get(HEADER)):
        raise web.HTTPForbidden
    parse(raw)
    return web.Response()


def serve(kind: str, home: Path, ready: Connection) -> None:
    asyncio.run(_serve(kind, home, ready))


async def _serve(kind: str, home: Path, ready: Connection) -> None:
    app = web.Application()
    if kind == "bare":
        app.router.add_post(PATH, bare)
    else:
        db = open_database(None, home)
        metadata.create_all(db.engine)
        account = {"id": 1, "slug": "a", "name": "a", "created_at": 0}
        await db.write(lambda conn: conn.execute(insert(house.account).values(account)).rowcount)
        number = {"account_id": 1, "phone_number_id": NUMBER}
        await db.write(
            lambda conn: conn.execute(insert(house.whatsapp_number).values(number)).rowcount
        )
        receiver = Receiver(SqlReceive(db), SystemClock(), "bench", lambda lanes: None, most=10**9)
        app.router.add_routes(Webhook(receiver, OneSecret()).routes())
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    ready.send(runner.addresses[0][1])
    await asyncio.Event().wait()


class Client(asyncio.Protocol):
    """One connection: a POST, its answer, the next POST."""

    def __init__(self, requests: Iterator[bytes], until: float, times: list[float]) -> None:
        self._requests = requests
        self._until = until
        self._times = times
        self._began = 0.0
        self._answer = b""
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        if not self._answer.endswith(b"\r\n\r\n"):
            return
        if not self._answer.startswith(b"HTTP/1.1 200"):
            self.done.set_exception(RuntimeError(self._answer.decode()))
        self._times.append(time.perf_counter() - self._began)
        self._answer = b""
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def _ask(self) -> None:
        request = next(self._requests)
        self._began = time.perf_counter()
        if self._began < self._until and not self.done.done():
            self._transport.write(request)
        else:
            self._transport.close()


@dataclass(frozen=True)
class Measured:
    """What came of a load. Times in ms; cpu: the server's, for one ack."""

    rate: float
    median: float
    worst: float
    cpu: float


@dataclass(frozen=True)
class Load:
    """What a server is asked. new: the share of messages of people never met."""

    connections: int
    seconds: float
    new: float


async def under(load: Load, port: int, pid: int) -> Measured:
    """Load a server that has warmed up."""
    await _run(port, replace(load, seconds=1.0), offset=500)
    before = cpu_of(pid)
    times = sorted(await _run(port, load, offset=0))
    count = len(times)
    return Measured(
        rate=count / load.seconds,
        median=times[count // 2] * 1e3,
        worst=times[count * 99 // 100] * 1e3,
        cpu=(cpu_of(pid) - before) * 1e3 / count,
    )


async def _run(port: int, load: Load, *, offset: int) -> list[float]:
    times: list[float] = []
    loop, until = asyncio.get_running_loop(), time.perf_counter() + load.seconds
    clients = [Client(posts(offset + n, load.new), until, times) for n in range(load.connections)]
    for client in clients:
        await loop.create_connection(partial(_same, client), "127.0.0.1", port)
    await asyncio.gather(*(client.done for client in clients))
    return times


def _same(client: Client) -> Client:
    return client


def measure(kind: str, load: Load) -> Measured:
    """Start a server of this kind, load it, say what came of it."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    with tempfile.TemporaryDirectory() as home:
        server = context.Process(target=serve, args=(kind, Path(home), theirs), daemon=True)
        server.start()
        port = ours.recv()
        told = asyncio.run(under(load, port, server.pid or 0))
        server.kill()
        server.join()
    print(
        f"{kind:8} {told.rate:8.0f} acks/s   p50 {told.median:5.1f} ms   "
        f"p99 {told.worst:5.1f} ms   CPU {told.cpu:.3f} ms an ack"
    )
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--new", type=float, default=0.05)
    told = parser.parse_args()
    load = Load(told.connections, told.seconds, told.new)
    plain, durable = measure("bare", load), measure("durable", load)
    tell("receive: durable acks", durable.rate, "/s")
    tell("receive: against a bare handler", durable.rate / plain.rate, "times", ">= 0.6")
    print(f"ratio    {durable.rate / plain.rate:8.2f}   of CPU {plain.cpu / durable.cpu:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
