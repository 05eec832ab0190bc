"""Start, memory and delay of the whole service with its own Rasa and the sample shop.

    .venv/bin/python -m tests.bench.bench_service [--seconds 60] [--rate 5] [--starts 3]

Start: from the command to /readyz, the median. Memory: resident, service and Rasa, after the last
start and after the messages. Delay: from the moment a webhook leaves the simulated Meta to the
arrival of the answer there, at a steady rate whatever the answers take, without the wait for a
customer's next words.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Sequence
from statistics import median

import aiohttp

from tests.bench.chats import read_chats, woven
from tests.bench.figures import tell
from tests.bench.phone import Phone, new_phone
from tests.bench.processes import memory_of
from tests.bench.shop import opened, start_service, start_simulator
from tests.e2e.town import Town


def main() -> None:
    """Print all of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--rate", type=float, default=5.0)
    options.add_argument("--starts", type=int, default=3)
    chosen = options.parse_args()
    with opened() as town:
        start_simulator(town)
        print_starts(town, chosen.starts)
        print_memory(town, "idle")
        asyncio.run(print_delays(town, chosen.rate, chosen.seconds))
        print_memory(town, "after the messages")


def print_starts(town: Town, starts: int) -> None:
    """Start so many times; the last one goes on running."""
    took = [start_service(town)]
    for _ in range(starts - 1):
        town.service.stop()
        took.append(start_service(town))
    every = ", ".join(f"{seconds:.1f}" for seconds in took)
    print(f"start to ready: {median(took):.1f} s (of {every})", flush=True)
    tell("service: start to ready", median(took), "s")


def print_memory(town: Town, when: str) -> None:
    """Print the memory of the service and of its Rasa."""
    service, rasa = memory_of(town.service.pid), memory_of(town.own_rasa())
    print(f"memory {when}: service {service:.0f} MB, Rasa {rasa:.0f} MB", flush=True)
    tell(f"service: memory {when}", service + rasa, "MB")


async def print_delays(town: Town, rate: float, seconds: float) -> None:
    """Let customers write at a steady rate and print the percentiles of the delay."""
    async with aiohttp.ClientSession() as session:
        await _write(session, town, rate, 8.0)  # warms up
        await asyncio.to_thread(town.settle)
        phones = await _write(session, town, rate, seconds)
        await asyncio.to_thread(town.settle)
        for phone in phones:
            await phone.look()
    delays = [delay for phone in phones for delay in phone.delays()]
    answered = sorted(delay for delay in delays if delay is not None)
    print(f"{len(answered)} of {len(delays)} messages answered, {rate:g} a second")
    for share in (50, 95, 99):
        found = percentile(answered, share)
        print(f"webhook to reply, p{share}: {found} ms")
        tell(f"service: webhook to reply p{share}", found, "ms")


def percentile(ordered: Sequence[int], share: int) -> int:
    """Return the smallest value that so many per cent do not exceed."""
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


async def _write(
    session: aiohttp.ClientSession, town: Town, rate: float, seconds: float
) -> list[Phone]:
    """Send each message when its time has come, answered or not; return the customers."""
    messages = list(woven(read_chats(), round(rate * seconds)))
    phones = {number: await new_phone(session, town.shop) for number in dict(messages)}
    began = time.perf_counter()
    async with asyncio.TaskGroup() as sending:
        for place, (number, text) in enumerate(messages):
            await asyncio.sleep(began + place / rate - time.perf_counter())
            sending.create_task(phones[number].say(text))
    return list(phones.values())


if __name__ == "__main__":
    main()
