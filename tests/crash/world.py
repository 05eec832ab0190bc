"""What surrounds the service in crash tests: a strict Meta that keeps count, and customers."""

import asyncio
import hashlib
import hmac
import json
import random
import socket
import sys
import time
from asyncio.subprocess import Process
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from tests.crash.service import NUMBER, SECRET

PROJECT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Posted:
    """One message that Meta was asked to send. life: of which process of the service."""

    to: str
    text: str
    callback: str
    life: int


@dataclass
class Meta:
    """Takes messages as strictly as Meta, reports most of them, delivers until it hears 200."""

    service: str
    silent: float
    posts: list[Posted] = field(default_factory=list["Posted"])
    texts: Counter[str] = field(default_factory=Counter[str])
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    tasks: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])
    session: aiohttp.ClientSession | None = None

    async def message(self, request: web.Request) -> web.Response:
        """POST /LIFE/v25.0/NUMBER/messages."""
        body = await request.json()
        assert request.headers["Authorization"] == "Bearer token"
        assert body["messaging_product"] == "whatsapp"
        assert body["to"].startswith("+52")
        text, callback = body["text"]["body"], body["biz_opaque_callback_data"]
        life = int(request.match_info["life"])
        self.posts.append(Posted(body["to"], text, callback, life))
        self.texts[text] += 1
        wamid = f"wamid.out.{len(self.posts)}"
        await asyncio.sleep(self.chance.uniform(0, 0.03))
        if self.chance.random() >= self.silent:
            self.start(self.report(wamid, callback))
        return web.json_response({"messages": [{"id": wamid}]})

    async def report(self, wamid: str, callback: str) -> None:
        stamp = str(int(time.time()))
        for state in ("delivered", "sent"):
            own = {"id": wamid, "status": state, "timestamp": stamp}
            await self.deliver({"statuses": [own | {"biz_opaque_callback_data": callback}]})

    async def deliver(self, value: dict[str, Any]) -> None:
        """Deliver a webhook as often as it takes, now and then once more than that."""
        raw = json.dumps(envelope(value)).encode()
        signed = hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
        headers = {"X-Hub-Signature-256": f"sha256={signed}"}
        more = 2 if self.chance.random() < 0.2 else 1
        while more:
            try:
                assert self.session is not None
                async with self.session.post(self.service, data=raw, headers=headers) as answer:
                    more -= answer.status == 200
                    assert answer.status in {200, 503}
            except (aiohttp.ClientError, ConnectionError, TimeoutError):
                await asyncio.sleep(0.05)

    def start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


def envelope(value: dict[str, Any]) -> dict[str, Any]:
    whole = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": NUMBER}, **value}
    change = {"field": "messages", "value": whole}
    return {"object": "whatsapp_business_account", "entry": [{"id": "W", "changes": [change]}]}


async def shop(meta: Meta, customer: int, count: int, pause: float) -> None:
    """Write some messages, one to three at a time, each only after the one before was taken."""
    phone, number = f"52155{customer:08}", 0
    while number < count:
        size = min(meta.chance.randint(1, 3), count - number)
        texts = [
            {
                "from": phone, "id": f"{customer}.{number + n}", "type": "text",
                "timestamp": str(int(time.time())), "text": {"body": "hola"},
            }
            for n in range(size)
        ]  # fmt: skip
        contacts = [{"wa_id": phone, "profile": {"name": "Ana"}}]
        await meta.deliver({"contacts": contacts, "messages": texts})
        number += size
        await asyncio.sleep(meta.chance.uniform(0, 2 * pause))


@dataclass
class Service:
    """The service's process, started and killed again and again.

    Each life posts to a path of its own: what a process had sent when it was killed may reach
    Meta later, so that no clock tells which process a post is from.
    """

    home: Path
    port: int
    graph: str
    database: str | None
    process: Process | None = None
    life: int = 0

    async def start(self) -> None:
        self.life += 1
        given = [str(self.home), str(self.port), f"{self.graph}/{self.life}"]
        given += [self.database] if self.database else []
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.crash.service", *given, cwd=PROJECT
        )

    async def ready(self) -> None:
        """Wait until it listens."""
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except ConnectionError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                return

    async def kill(self) -> None:
        """Kill exactly this process, as the power would."""
        assert self.process is not None
        assert self.process.returncode is None, "the service ended by itself"
        self.process.kill()
        await self.process.wait()
        assert not _runs(self.process.pid)


def _runs(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()
