"""Print how well products are found: `python -m tests.quality.discovery.evaluate [FILE] [-v]`.

FILE: a table of judged queries, tests/quality/discovery/queries.tsv when not given.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean

from index.embed import open_embedder
from index.types import Hit
from tests.quality.discovery.judged import Judged, hit_at, ndcg, read_judged
from tests.quality.discovery.shop import ROOT, sample_index, sample_items
from tests.quality.discovery.systems import System, systems

MEASURES = ("nDCG@10", "hit@1", "hit@3")


def main() -> None:
    """Evaluate every system on the table that the command line names."""
    files = [Path(word) for word in sys.argv[1:] if not word.startswith("-")]
    table = files[0] if files else ROOT / "tests/quality/discovery/queries.tsv"
    evaluate(table, misses="-v" in sys.argv)


def evaluate(table: Path, *, misses: bool = False) -> dict[str, float]:
    """Print what every system finds of a table of judged queries; return ours, by measure."""
    queries = read_judged(table)
    embedder = open_embedder(ROOT / "models")
    index = sample_index(embedder)
    compared = systems(embedder, index, sample_items())
    answered = [query for query in queries if query.relevant]
    print_table(answered, compared)
    print_empty(queries, compared["fused"])
    if misses:
        print_misses(queries, compared["fused"])
    found = [compared["fused"](query) for query in answered]
    return {name: measure(answered, found, name) for name in MEASURES}


def print_table(queries: Sequence[Judged], compared: Mapping[str, System]) -> None:
    """Print each measure by kind and system, and over all queries."""
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for query in queries:
        by_kind[query.kind].append(query)
    heads = " ".join(f"{name:>8}" for _ in MEASURES for name in compared)
    print(f"{'':24}" + " ".join(f"{name:^{9 * len(compared) - 1}}" for name in MEASURES))
    print(f"{'kind (queries)':24}{heads}")
    for kind, some in [*by_kind.items(), ("all", list(queries))]:
        found = [[system(query) for query in some] for system in compared.values()]
        cells = [measure(some, hits, name) for name in MEASURES for hits in found]
        print(f"{f'{kind} ({len(some)})':24}" + " ".join(f"{cell:8.3f}" for cell in cells))


def measure(queries: Sequence[Judged], found: Sequence[Sequence[Hit]], name: str) -> float:
    """Return the mean of one measure."""
    pairs = list(zip(queries, found, strict=True))
    if name == "nDCG@10":
        return fmean(ndcg(query, hits) for query, hits in pairs)
    return fmean(hit_at(query, hits, int(name.removeprefix("hit@"))) for query, hits in pairs)


def print_empty(queries: Sequence[Judged], search: System) -> None:
    """Print how often nothing is shown where there is nothing, and where there is something."""
    empty = [query for query in queries if not query.relevant]
    full = [query for query in queries if query.relevant]
    silent = sum(not search(query) for query in empty)
    lost = sum(not search(query) for query in full)
    print(f"nothing found, rightly: {silent}/{len(empty)}; wrongly: {lost}/{len(full)}")


def print_misses(queries: Sequence[Judged], search: System) -> None:
    """Print what went wrong, query by query."""
    for query in queries:
        hits = search(query)
        wrong = hit_at(query, hits, 1) < 1 if query.relevant else bool(hits)
        if wrong:
            top = ", ".join(f"{hit.sku} {hit.score:.2f} ({hit.lexical:.2f}/{hit.dense:.2f})"
                            for hit in hits[:3])  # fmt: skip
            print(f"{query.kind:10} {query.text!r} -> {top or 'nothing'}")


if __name__ == "__main__":
    main()
