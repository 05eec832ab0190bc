"""Fit the weights and the threshold of the search on judged queries.

    .venv/bin/python -m tests.bench.calibrate_search [FILE]

FILE: tests/quality/discovery/calibration.tsv when not given. Words and meaning of every query are
scored once; then each combination of weights ranks the products anew. Printed: the best ones by
mean nDCG@10 plus the share of rightly empty answers, the weights in use among them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import fmean

import numpy as np

from index import weights
from index.background import background
from index.concepts import Vocabulary
from index.embed import open_embedder
from index.filters.wish import Known, read_wish
from index.lexical.bm25 import known_share
from index.passage import passage_text
from index.rank import words_score
from index.shelf import Shelf
from index.synonyms import load_synonyms
from index.types import Embedder, Hit, KnowsWords, Vectors
from nlu.text import guess_language
from tests.quality.discovery.judged import Judged, ndcg, read_judged
from tests.quality.discovery.shop import ROOT, sample_items

GRID: Mapping[str, Sequence[float]] = {
    "LEXICAL": (0.3, 0.4, 0.5),
    "LEXICAL_FOREIGN": (0.1, 0.2),
    "NO_NEARER": (0.0, 0.01),
    "FULL_NEARER": (0.08, 0.1, 0.12, 0.14, 0.16),
    "THRESHOLD": (0.12, 0.14, 0.16, 0.18, 0.2, 0.22, 0.25, 0.28, 0.32),
}
# A wrong product shown is about as bad as a right one lost.
EMPTY_WEIGHT = 0.25
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Scored:
    """A query with what words and meaning say of each document, before any weight."""

    query: Judged
    words: Vectors
    nearer: Vectors
    native: bool


@dataclass(frozen=True, slots=True)
class Bench:
    """The sample shop's documents, one hit each, and the scored queries that name products."""

    hits: Sequence[Hit]
    scored: Sequence[Scored]


def main() -> None:
    """Print the best combinations of weights."""
    default = ROOT / "tests/quality/discovery/calibration.tsv"
    queries = read_judged(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
    bench = read_bench(open_embedder(ROOT / "models"), queries)
    used = tuple(float(getattr(weights, name)) for name in GRID)
    found = sorted({*product(*GRID.values()), used}, key=lambda one: -worth(bench, one)[0])
    print(f"{'worth':>7} {'nDCG@10':>8} {'empty':>6} {'lost':>5}  {' '.join(GRID)}")
    for one in [*found[:SHOWN], used]:
        whole, gain, empty, lost = worth(bench, one)
        mark = "  in use" if one == used else ""
        print(f"{whole:7.4f} {gain:8.4f} {empty:6.3f} {lost:5d}  {one}{mark}")


def worth(bench: Bench, values: Sequence[float]) -> tuple[float, float, float, int]:
    """Return the worth of a combination, its nDCG@10, right empties 0..1 and lost queries."""
    gains, empties, lost = list[float](), list[float](), 0
    for scored in bench.scored:
        hits = ranking(bench, scored, dict(zip(GRID, values, strict=True)))
        if scored.query.relevant:
            gains.append(ndcg(scored.query, hits))
            lost += not hits
        else:
            empties.append(float(not hits))
    gain, empty = fmean(gains), fmean(empties)
    return (1 - EMPTY_WEIGHT) * gain + EMPTY_WEIGHT * empty, gain, empty, lost


def ranking(bench: Bench, scored: Scored, values: Mapping[str, float]) -> list[Hit]:
    """Rank documents with some weights; empty below their threshold."""
    share = values["LEXICAL" if scored.native else "LEXICAL_FOREIGN"]
    span = values["FULL_NEARER"] - values["NO_NEARER"]
    dense = np.clip((scored.nearer - values["NO_NEARER"]) / span, 0.0, 1.0)
    total = share * scored.words + (1 - share) * dense
    best = np.argsort(-total, kind="stable")[:10]
    return [] if total[best[0]] < values["THRESHOLD"] else [bench.hits[at] for at in best]


def read_bench(embedder: Embedder, queries: Sequence[Judged]) -> Bench:
    """Index the sample shop and score every query that is not only demands."""
    shelf = Shelf(embedder.size, embedder.words() if isinstance(embedder, KnowsWords) else ())
    synonyms = load_synonyms(ROOT / "data/synonyms")
    shelf.spelling.add(synonyms.words())
    first: dict[int, Hit] = {}
    texts: dict[int, str] = {}
    for item in sample_items():
        document = shelf.put(item)
        first.setdefault(document, Hit(item.sku, item.name, 0.0, item.group))
        texts.setdefault(document, passage_text(item))
    vectors = embedder.passages([texts[place] for place in sorted(texts)])
    known = Known(shelf.columns.brands.names(), shelf.columns.sizes.names())
    usual = background(embedder)

    def scored() -> Iterator[Scored]:
        for query in queries:
            wish = read_wish(query.text, known, "MXN")
            vocabulary = Vocabulary(shelf.postings, shelf.spelling, synonyms, query.country)
            concepts = vocabulary.understand(wish.words).concepts
            vector = embedder.queries([query.text])[0]
            share, own = known_share(shelf.postings, concepts), guess_language(query.text) == "es"
            native = share > 0 if own else share == 1.0
            nearer = vectors @ vector - float(usual @ vector)
            yield Scored(query, words_score(shelf, concepts), nearer, native)

    kept = [one for one in scored() if one.query.kind != "filter"]
    return Bench([first[place] for place in sorted(first)], kept)


if __name__ == "__main__":
    main()
