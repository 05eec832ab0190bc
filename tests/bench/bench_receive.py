"""How many webhooks a second are stored for good, against a server that only checks them.

    .venv/bin/python -m tests.bench.bench_receive [--seconds 5] [--connections 32]

Both answer signed POSTs of one text message each, over loopback, from a client process of its
own. The bare one checks the signature and parses JSON; ours also writes inbox, customer and lane
rows and answers after the commit.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from aiohttp import web
from sqlalchemy import insert

from bot.clock import SystemClock
from bot.inbox.receive import Receiver
from bot.store.database import open_database
from bot.store.lane_store import SqlReceive
from bot.store.tables import house, metadata
from bot.whatsapp.ports import WebhookSecrets
from bot.whatsapp.routes import Webhook

SECRET = "a-secret-of-the-app"
NUMBER = "106540352242922"
PATH = "/webhooks/whatsapp"
CUSTOMERS = 500


class OneSecret:
    async def of(self, account: str | None) -> WebhookSecrets | None:
        return WebhookSecrets(SECRET, "verify")


def body(serial: int) -> bytes:
    """One webhook with one text message, as Meta sends it."""
    phone = f"52155{serial % CUSTOMERS:08}"
    contact = {"profile": {"name": "Ana Torres"}, "wa_id": phone, "user_id": f"MX.{phone}"}
    message = {
        "from": phone, "from_user_id": f"MX.{phone}", "id": f"wamid.HBgNNTIx{serial:012}",
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


def posts(connection: int) -> Iterator[bytes]:
    """Whole HTTP requests, none like another."""
    serial = connection * 1_000_000
    while True:
        serial += 1
        raw = body(serial)
        signature = hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
        yield (
            f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"X-Hub-Signature-256: sha256={signature}\r\nContent-Length: {len(raw)}\r\n\r\n"
        ).encode() + raw


async def bare(request: web.Request) -> web.Response:
    raw = await request.read()
    expected = "sha256=" + hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("X-Hub-Signature-256", "")):
        raise web.HTTPForbidden
    json.loads(raw)
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


async def one_connection(port: int, number: int, until: float, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in posts(number):
        if (began := time.perf_counter()) >= until:
            break
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        times.append(time.perf_counter() - began)
    writer.close()


@dataclass(frozen=True)
class Measured:
    """What came of a load. Times in ms; cpu: the server's, for one ack."""

    rate: float
    median: float
    worst: float
    cpu: float


async def load(port: int, pid: int, connections: int, seconds: float) -> Measured:
    """Load a server that has warmed up."""
    await _run(port, connections, 1.0, offset=500)
    before = cpu_of(pid)
    times = sorted(await _run(port, connections, seconds, offset=0))
    count = len(times)
    return Measured(
        rate=count / seconds,
        median=times[count // 2] * 1e3,
        worst=times[count * 99 // 100] * 1e3,
        cpu=(cpu_of(pid) - before) * 1e3 / count,
    )


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _run(port: int, connections: int, seconds: float, *, offset: int) -> list[float]:
    times: list[float] = []
    until = time.perf_counter() + seconds
    work = (one_connection(port, offset + n, until, times) for n in range(connections))
    await asyncio.gather(*work)
    return times


def measure(kind: str, connections: int, seconds: float) -> Measured:
    """Start a server of this kind, load it, say what came of it."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    with tempfile.TemporaryDirectory() as home:
        server = context.Process(target=serve, args=(kind, Path(home), theirs), daemon=True)
        server.start()
        port = ours.recv()
        told = asyncio.run(load(port, server.pid or 0, connections, seconds))
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
    told = parser.parse_args()
    plain = measure("bare", told.connections, told.seconds)
    durable = measure("durable", told.connections, told.seconds)
    print(f"ratio    {durable.rate / plain.rate:8.2f}   of CPU {plain.cpu / durable.cpu:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
