"""How many turns a second: the whole service against stock Rasa, on the same messages.

    .venv/bin/python -m tests.bench.bench_turns [--rounds 6]

A round is eight chats at once, five messages each, every message after the answer to the one
before. Ours: signed webhook, commit, Rasa, action, commit, POST to the simulated Graph API, and
Graph's statuses back; a message is answered when Graph has the reply. Theirs: tests.bench.stock;
answered when the REST channel returns. MILLENNIUM_BENCH_STOCK=0 leaves theirs out.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import tempfile
from pathlib import Path

import aiohttp

from requirements.setup import paths
from tests.bench.chats import read_chats
from tests.bench.figures import tell
from tests.bench.phone import PATIENCE, new_phone
from tests.bench.rounds import Ask, Held, hold
from tests.bench.shop import opened, start_service, start_simulator
from tests.bench.stock import Served, make_project, stock_rasa, trained
from tests.e2e.town import Town

TARGET = 5.0


def main() -> None:
    """Print both rates and their ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=6)
    rounds: int = options.parse_args().rounds
    ours = measure_ours(rounds)
    told("MillenniuM, whole service", ours)
    if os.environ.get("MILLENNIUM_BENCH_STOCK") == "0":
        print("stock Rasa left out: MILLENNIUM_BENCH_STOCK=0")
        return
    theirs = measure_stock(rounds)
    told("stock Rasa, DIET and TED", theirs)
    ratio = ours.rate / theirs.rate
    print(f"ratio {ratio:.2f}")
    tell("turns: against stock Rasa", ratio, "times", f">= {TARGET:g}")


def told(name: str, held: Held) -> None:
    """Print a rate, and what a turn cost each process."""
    print(f"{name}: {held.rate:.1f} turns/s ({held.answered} of {held.turns} answered)")
    cost = ", ".join(f"{who} {used / held.turns * 1e3:.1f}" for who, used in held.cpu.items())
    print(f"CPU ms a turn: {cost}", flush=True)
    tell(f"turns: {name}", held.rate, "/s")


def measure_ours(rounds: int) -> Held:
    """Hold rounds with the service."""
    with opened() as town:
        start_simulator(town)
        start_service(town)
        held = asyncio.run(_hold_ours(town, rounds))
        town.settle()
        print_outcomes(town)
    return held


async def _hold_ours(town: Town, rounds: int) -> Held:
    processes = {
        "service": town.service.pid,
        "Rasa": town.own_rasa(),
        "simulator": town.simulator.pid,
    }
    async with _session() as session:

        async def customer() -> Ask:
            return (await new_phone(session, town.shop)).ask

        return await hold(read_chats(), rounds, customer, processes)


def print_outcomes(town: Town) -> None:
    """Print what became of the turns, and the messages that Graph took; the warm-up is in it."""
    query = "select outcome, count(*) as turns from turn group by outcome"
    outcomes = ", ".join(f"{row['turns']} {row['outcome']}" for row in town.rows(query))
    sent = town.rows("select count(*) as sent from outbox where state = 'sent'")[0]["sent"]
    print(f"turns with the warm-up: {outcomes}; {sent} messages sent")


def measure_stock(rounds: int) -> Held:
    """Hold the same rounds with stock Rasa."""
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder))
        archive = trained(project, paths.models())
        with stock_rasa(project, archive) as served:
            return asyncio.run(_hold_stock(served, rounds))


async def _hold_stock(served: Served, rounds: int) -> Held:
    numbers = itertools.count(1)
    async with _session() as session:

        async def customer() -> Ask:
            sender = f"customer-{next(numbers)}"

            async def ask(text: str) -> bool:
                said = {"sender": sender, "message": text}
                async with session.post(served.url, json=said) as response:
                    return bool(await response.json())

            return ask

        return await hold(read_chats(), rounds, customer, served.processes)


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2 * PATIENCE))


if __name__ == "__main__":
    main()
