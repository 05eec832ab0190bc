"""Run benches one after the other and sum them up: python -m tests.bench [NAME ...].

Without names all but those on request. Each runs in a process of its own, so that none measures
what another left behind. Nothing is asserted.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.bench.figures import GATHERED, gathered, table

# Module by name, in the order in which they run.
USUAL: Final = {
    "receive": "bench_receive",
    "turns": "bench_turns",
    "service": "bench_service",
    "search": "bench_search",
    "discovery": "bench_discovery",
}
# Several minutes of both cores each.
ON_REQUEST: Final = {"diet": "compare_diet"}


def main(names: Sequence[str]) -> int:
    """Run what is named; return 1 when a bench broke, 2 when there is none of that name."""
    known = {**USUAL, **ON_REQUEST}
    unknown = [name for name in names if name not in known]
    if unknown:
        wrong = f"no bench is called {', '.join(unknown)}; there are {', '.join(known)}"
        print(wrong, file=sys.stderr)
        return 2
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures"
        figures.touch()
        broken = [name for name in names or USUAL if not run(name, known[name], figures)]
        told = gathered(figures)
    if told:
        print(f"\n=== {machine()}\n{table(told)}")
    if broken:
        print(f"broken: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


def run(name: str, module: str, figures: Path) -> bool:
    """Run one bench; return whether it went through."""
    print(f"\n=== {name}", flush=True)
    environment = {**os.environ, GATHERED: str(figures)}
    command = [sys.executable, "-m", f"tests.bench.{module}"]
    return subprocess.run(command, env=environment, check=False).returncode == 0


def machine() -> str:
    """Return when and on what this was measured; load: processes that wanted a core."""
    load = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores "
        f"({platform.machine()}), load {load:.1f}, Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
