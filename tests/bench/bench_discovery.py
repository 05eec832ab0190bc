"""How well products are found: words, meaning and both, on judged queries that nothing is tuned on.

    .venv/bin/python -m tests.bench.bench_discovery

Totals alone: tests.quality.discovery.evaluate lists what goes wrong in other tables.
"""

from __future__ import annotations

from typing import Final

from tests.bench.figures import tell
from tests.quality.discovery.evaluate import evaluate
from tests.quality.discovery.shop import ROOT

BLIND: Final = ROOT / "tests" / "quality" / "discovery" / "second.tsv"
TARGETS: Final = {"hit@1": ">= 0.94", "hit@3": ">= 0.98"}


def main() -> None:
    """Measure and tell."""
    for name, value in evaluate(BLIND).items():
        tell(f"discovery: {name} on judged queries", value, target=TARGETS.get(name, ""))


if __name__ == "__main__":
    main()
