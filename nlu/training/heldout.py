"""Held-out messages: a TSV file with the columns intent, country, text."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

COLUMNS: Final = ("intent", "country", "text")


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One message that is never trained on, with its right intent."""

    intent: str
    country: str
    text: str


def read_heldout(file: Path) -> list[HeldOut]:
    """Read the file. ValueError names the file and line of what cannot be read."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise ValueError(f"{file}: the first line must be {'<TAB>'.join(COLUMNS)}")
    for number, row in enumerate(rows, start=1):
        if len(row) != len(COLUMNS):
            raise ValueError(f"{file}:{number}: {len(row)} columns instead of {len(COLUMNS)}")
    return [HeldOut(*row) for row in rows[1:]]
