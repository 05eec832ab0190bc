"""A whole installation with the sample shop, for benches: service, Rasa and simulator."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.e2e.town import Town, wait_until

# Meta delivers webhooks side by side, not one after the other.
DELIVERIES = {"concurrent": 16}
FURNISHING = (
    ("catalog", "import", "data/sample/catalog.csv"),
    ("faq", "import", "data/faq/sample.yml"),
    ("setting", "set", "burst_wait_ms", "0"),
)
# What a start may take on a busy machine, s.
PATIENCE = 180.0


@contextmanager
def opened() -> Generator[Town]:
    """Give an installation with the sample shop; nothing of it runs yet, all ends with it."""
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        for words in FURNISHING:
            done = town.command(*words)
            if done.returncode:
                raise RuntimeError(f"{' '.join(words)}: {done.stderr}")
        try:
            yield town
        finally:
            town.stop()


def start_simulator(town: Town) -> None:
    """Start the simulator and let it deliver as Meta does."""
    town.simulator.start()
    wait_until(lambda: _is_there(f"{town.shop}/simulator"), "the simulator", PATIENCE)
    requests.put(f"{town.shop}/simulator/faults", json=DELIVERIES, timeout=10).raise_for_status()


def start_service(town: Town) -> float:
    """Start the service; return after how many seconds it answered messages."""
    began = time.perf_counter()
    town.service.start()
    town.wait_ready(PATIENCE)
    return time.perf_counter() - began


def _is_there(url: str) -> bool:
    try:
        return requests.get(url, timeout=5).ok
    except requests.ConnectionError:
        return False
