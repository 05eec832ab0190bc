"""The figures that benches tell, and the table that sums them up."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

# Where the runner gathers what the benches tell: one JSON object a line.
GATHERED = "MILLENNIUM_BENCH_FIGURES"


@dataclass(frozen=True)
class Figure:
    """One measured number. target: what it should be, in words; empty: none is set."""

    name: str
    value: float
    unit: str = ""
    target: str = ""


def tell(name: str, value: float, unit: str = "", target: str = "") -> None:
    """Add a figure to the closing table; does nothing for a bench that is run by itself."""
    place = os.environ.get(GATHERED)
    if place:
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(Figure(name, value, unit, target))) + "\n")


def gathered(place: Path) -> list[Figure]:
    """Return the figures told so far."""
    return [Figure(**json.loads(line)) for line in place.read_text("utf-8").splitlines()]


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table of plain text."""
    wide = max(len(one.name) for one in figures)
    return "\n".join(_row(one, wide) for one in figures)


def _row(one: Figure, wide: int) -> str:
    value = f"{one.value:,.2f}" if abs(one.value) < 100 else f"{one.value:,.0f}"
    target = f"(target {one.target})" if one.target else ""
    return f"{one.name:{wide}}  {value:>9} {one.unit:8} {target}".rstrip()
