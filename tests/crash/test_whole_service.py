"""kill -9 of the whole service while people buy: every message answered, every cart one order.

Only the service's own process is killed; the simulator lives on and Rasa must die with its
parent. The full run:

    MILLENNIUM_CRASH_KILLS=50 .venv/bin/python -m pytest -s tests/crash/test_whole_service.py
"""

import asyncio
import os
import random
import shutil
import sqlite3
import statistics
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest
import requests

from tests.crash import books
from tests.crash.buyers import Buyer, Purchase
from tests.crash.family import family_of, lives
from tests.e2e.town import START, Town, wait_until

KILLS = int(os.environ.get("MILLENNIUM_CRASH_KILLS", "10"))
BUYERS = 8
STOCK = 100_000
# A kill comes while the service starts, or after it has been answering for so many seconds.
STARTING, ANSWERING = (0.0, 6.0), (0.1, 3.0)

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(900 + 60 * KILLS)]


@pytest.fixture
def busy_town(sample_home: Path, tmp_path: Path) -> Generator[Town]:
    """A town whose shop never sells out, and whose messengers are unreliable."""
    stocked = tmp_path / "stocked"
    shutil.copytree(sample_home, stocked)
    with closing(sqlite3.connect(stocked / "millennium.db", isolation_level=None)) as connection:
        connection.execute("update product set stock = ?", (STOCK,))
    town = Town(tmp_path / "town", stocked)
    try:
        yield town.start()
    finally:
        town.stop()


def make_trouble(town: Town) -> None:
    """Let webhooks come twice, in batches, in reverse."""
    faults = {"duplicate": 1, "batch": 20, "reorder": True, "concurrent": 4}
    requests.put(f"{town.shop}/simulator/faults", json=faults, timeout=30).raise_for_status()
    twice = {"duplicate": 1}
    url = f"{town.shop}/simulator/stripe/faults"
    requests.put(url, json=twice, timeout=30).raise_for_status()


async def ready(town: Town, session: aiohttp.ClientSession) -> None:
    """Wait until the service answers messages; fail when it ended by itself."""
    async with asyncio.timeout(START):
        while True:
            assert town.service.process is not None
            assert town.service.process.poll() is None, town.service.last_words()
            try:
                async with session.get(f"{town.url}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass  # it does not listen yet
            await asyncio.sleep(0.1)


def kill(town: Town) -> int:
    """Kill the service's own process; whatever it started must end with it. Returns ms UTC."""
    children = family_of(town.service.pid)
    at = time.time_ns() // 1_000_000
    town.service.kill()
    wait_until(lambda: not any(lives(child) for child in children), "the end of Rasa", 30)
    return at


async def keep_killing(town: Town, session: aiohttp.ClientSession) -> list[int]:
    """Kill and start again; now and then before it has started. Returns the moments."""
    chance = random.Random(23)
    moments: list[int] = []
    for _ in range(KILLS):
        if chance.random() < 0.3:
            await asyncio.sleep(chance.uniform(*STARTING))
        else:
            await ready(town, session)
            await asyncio.sleep(chance.uniform(*ANSWERING))
        moments.append(kill(town))
        town.service.start()
    await ready(town, session)
    return moments


async def buy_and_kill(town: Town) -> tuple[list[Purchase], list[int]]:
    """Let people buy while the service is killed; return what they bought, and the kills."""
    stop = asyncio.Event()
    patient = aiohttp.ClientTimeout(total=60)
    connector = aiohttp.TCPConnector(force_close=True)
    async with aiohttp.ClientSession(timeout=patient, connector=connector) as session:
        buyers = [Buyer(town.shop, session, random.Random(n)) for n in range(BUYERS)]
        buying = asyncio.gather(*(buyer.buy_until(stop) for buyer in buyers))
        killing = asyncio.create_task(keep_killing(town, session))
        await asyncio.wait([killing, buying], return_when=asyncio.FIRST_COMPLETED)
        if buying.done():
            killing.cancel()
            await buying  # says what a buyer waited for in vain
        moments = await killing
        stop.set()
        await buying
    return [one for buyer in buyers for one in buyer.purchases], moments


async def test_killed_while_people_buy_nothing_is_lost_and_nothing_happens_twice(
    busy_town: Town,
) -> None:
    simulator = busy_town.simulator.pid
    make_trouble(busy_town)
    purchases, kills = await buy_and_kill(busy_town)
    busy_town.settle(START)
    books.check_messages(busy_town, purchases)
    books.check_orders(busy_town, purchases)
    books.check_payments(busy_town)
    books.check_stock(busy_town, STOCK)
    again = books.check_sent(busy_town, kills)
    assert busy_town.simulator.pid == simulator
    assert busy_town.simulator.process is not None
    assert busy_town.simulator.process.poll() is None
    tell(purchases, again, books.first_answers(busy_town, kills))


def tell(purchases: Sequence[Purchase], again: int, waits: Sequence[float]) -> None:
    """Print what happened."""
    said = sum(len(one.said) for one in purchases)
    apologies = sum(one.apologised for one in purchases)
    print(
        f"{KILLS} kills, {len(purchases)} customers, {said} messages, {apologies} apologies, "
        f"{again} sent again; first answer after a kill: min {min(waits):.1f} s, "
        f"median {statistics.median(waits):.1f} s, max {max(waits):.1f} s"
    )
