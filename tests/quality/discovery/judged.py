"""Judged queries and how well a ranking answers them."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.types import Hit

NONE = "none"


@dataclass(frozen=True, slots=True)
class Judged:
    """One query; relevant: SKUs or groups, empty where the shop has nothing."""

    kind: str
    country: str
    text: str
    relevant: frozenset[str]


def read_judged(path: Path) -> list[Judged]:
    """Read a table with the columns kind, country, query, relevant (blanks between)."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t")
        found = [[*row, "", "", "", ""][:4] for row in rows if row and row[0] != "kind"]
    return [Judged(kind, place, text, _ids(ids)) for kind, place, text, ids in found]


def _ids(written: str) -> frozenset[str]:
    """Read SKUs and groups; a group may be written as "group:ID"."""
    return frozenset(one.removeprefix("group:") for one in written.split())


def gains(query: Judged, hits: Sequence[Hit]) -> list[int]:
    """Return 1 for each of the first ten hits that is the first to name a relevant entry."""
    left, found = set(query.relevant), list[int]()
    for hit in hits[:10]:
        named = left & {hit.sku, hit.group or hit.sku}
        left -= named
        found.append(1 if named else 0)
    return found


def ndcg(query: Judged, hits: Sequence[Hit]) -> float:
    """Normalised discounted cumulative gain of the first ten hits."""
    got = sum(gain / math.log2(place + 2) for place, gain in enumerate(gains(query, hits)))
    best = sum(1 / math.log2(place + 2) for place in range(min(10, len(query.relevant))))
    return got / best if best else 0.0


def hit_at(query: Judged, hits: Sequence[Hit], most: int) -> float:
    """1 when a relevant product stands among the first `most` hits."""
    return float(any(gains(query, hits)[:most]))
