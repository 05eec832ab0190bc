"""How lists read at the command line: a table for people, one JSON object a line for programs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import typer
from rich.markup import escape
from rich.table import Table

from actions.shop.money import Money, display
from bot.cli.doing import out

LONGEST_WORDS: Final = 60
_UNITS: Final = ((86_400_000, "d"), (3_600_000, "h"), (60_000, "min"))


def show_all(
    rows: Sequence[dict[str, Any]],
    columns: Sequence[str],
    cells: Callable[[dict[str, Any]], Iterable[str]],
    *,
    as_json: bool,
    none: str,
) -> None:
    """Print rows. none: what to say to people where there are none."""
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    if not rows:
        out.print(none)
        return
    table = Table(*columns, box=None)
    for row in rows:
        table.add_row(*(escape(cell) for cell in cells(row)))
    out.print(table)


def age(at: int) -> str:
    """Say how long ago a moment (ms UTC) was: 5 min, 3 h, 2 d."""
    passed = time.time_ns() // 1_000_000 - at
    for size, unit in _UNITS:
        if passed >= size:
            return f"{passed // size} {unit}"
    return "now"


def moment(at: int) -> str:
    """Write a moment (ms UTC) in this machine's time."""
    return f"{datetime.fromtimestamp(at / 1_000).astimezone():%Y-%m-%d %H:%M}"


def amount(minor: int | None, currency: str | None) -> str:
    """Write an amount; empty where there is none."""
    if minor is None or currency is None:
        return ""
    return display(Money(minor, currency))


def short(words: str) -> str:
    """Cut words to one line of a table."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_WORDS else f"{line[: LONGEST_WORDS - 1]}…"
