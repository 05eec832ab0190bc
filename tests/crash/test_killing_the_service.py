"""kill -9 at any moment: no message is lost, none is answered twice."""

import asyncio
import os
import random
from collections import defaultdict
from collections.abc import AsyncGenerator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.outbox.callback import read_callback
from tests.crash.world import Meta, Posted, Service, free_port, shop

KILLS = int(os.environ.get("MILLENNIUM_CRASH_KILLS", "20"))
CUSTOMERS = 40
EACH = 15


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)], ids=str)
async def world(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncGenerator[tuple[Meta, Service]]:
    """Meta on one port, the service on another."""
    database = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    port, graph_port = free_port(), free_port()
    meta = Meta(f"http://127.0.0.1:{port}/webhooks/whatsapp", silent=0.1)
    app = web.Application()
    app.router.add_post("/{life}/v25.0/{number}/messages", meta.message)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", graph_port).start()
    service = Service(tmp_path, port, f"http://127.0.0.1:{graph_port}", database)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(10)) as meta.session:
        yield meta, service
        if service.process is not None and service.process.returncode is None:
            await service.kill()
        for task in list(meta.tasks):
            task.cancel()
    await runner.cleanup()


@pytest.mark.timeout(400)
async def test_killed_under_load_nothing_is_lost_and_nothing_is_answered_twice(
    world: tuple[Meta, Service],
) -> None:
    meta, service = world
    kills = KILLS if service.database is None else max(1, KILLS // 4)
    living = (0.1, 0.9) if service.database is None else (2.0, 6.0)
    chance = random.Random(11)
    span = kills * (sum(living) / 2 + 1.2)
    load = [shop(meta, number, EACH, span / EACH) for number in range(CUSTOMERS)]
    shoppers = asyncio.gather(*load)
    for _ in range(kills):
        await service.start()
        await service.ready()
        await asyncio.sleep(chance.uniform(*living))
        await service.kill()
    await service.start()
    await shoppers
    expected = {f"re:{who}.{n}" for who in range(CUSTOMERS) for n in range(EACH)}
    async with asyncio.timeout(120):
        while set(meta.texts) != expected:
            assert set(meta.texts) <= expected
            await asyncio.sleep(0.1)
    await asyncio.sleep(8)  # a second answer would come now, after the grace of the last kill
    await service.kill()
    _each_is_one_effect(meta)
    _only_what_was_in_flight_is_repeated(meta)
    _order_is_kept(meta)
    print(f"{kills} kills, {len(expected)} messages, {len(meta.posts)} posts")


def _each_is_one_effect(meta: Meta) -> None:
    """However often a text went out, it was one row of the outbox, one try after the other."""
    tries: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for post in meta.posts:
        named = read_callback(post.callback)
        assert named is not None
        tries[post.text].append(named)
    for text, named in tries.items():
        assert len({row for row, _ in named}) == 1, text
        assert len(set(named)) == len(named), text


def _only_what_was_in_flight_is_repeated(meta: Meta) -> None:
    """A text goes out again only where a kill met it on its way: the last of its customer."""
    last: dict[str, Posted] = {}
    seen: set[str] = set()
    for post in meta.posts:
        before = last.get(post.to)
        if post.text in seen:
            assert before is not None
            assert before.text == post.text
            assert before.life < post.life
        seen.add(post.text)
        last[post.to] = post


def _order_is_kept(meta: Meta) -> None:
    """Answers reach each customer in the order of the questions."""
    first: dict[str, list[int]] = defaultdict(list)
    seen: set[str] = set()
    for post in meta.posts:
        if post.text not in seen:
            seen.add(post.text)
            first[post.to].append(int(post.text.split(".")[1]))
    for answers in first.values():
        assert answers == sorted(answers)
