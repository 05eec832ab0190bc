"""Fit the weights of the search on judged queries, and say how well they keep.

    .venv/bin/python -m tests.bench.calibrate_search [FILE ...]

FILES: calibration.tsv and practice.tsv of tests/quality/discovery when none is given. The ranking
is fitted so that right products get the most likelihood among all, the decision whether there is
an answer at all by logistic regression on the best product. Both are first fitted on four fifths
of the queries and measured on the rest, five times; then on all, to be written into
index/weights.py, unless those in use err less.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from index import weights
from index.asking import Asking
from index.embed import open_embedder
from index.passage import encode
from index.rank import measured, read_words, said_by_itself
from index.shelf import Shelf
from index.synonyms import load_synonyms
from index.types import Embedder, KnowsWords, Query
from nlu.text import guess_language
from tests.quality.discovery.judged import Judged, read_judged
from tests.quality.discovery.shop import ROOT, sample_items

Numbers = NDArray[np.float64]
Loss = Callable[[Numbers], tuple[float, Numbers]]
JUDGED = ROOT / "tests/quality/discovery"
TABLES = ("calibration.tsv", "practice.tsv")
FOLDS = 5
STEPS = 3_000
# Keeps weights small where the queries do not say much.
DECAY = 0.02
# Demands alone are not ranked by evidence.
LEFT_OUT = frozenset(["filter"])


@dataclass(frozen=True, slots=True)
class Scored:
    """A query with the evidence for every document and what it says by itself."""

    query: Judged
    evidence: Numbers
    right: NDArray[np.bool_]
    said: tuple[float, ...]
    story: bool


def main() -> None:
    """Fit wishes and stories apart; print how well the weights keep, and those to write down."""
    tables = [Path(one) for one in sys.argv[1:]] or [JUDGED / one for one in TABLES]
    queries = [query for table in tables for query in read_judged(table)]
    scored = list(read_evidence(open_embedder(ROOT / "models"), queries))
    fitted = [fit([one for one in scored if one.story is story]) for story in (False, True)]
    for name, values in zip(("RANKING", "WORTH"), zip(*fitted, strict=True), strict=True):
        print(name, tuple(tuple(round(float(one), 2) for one in some) for some in values))


def fit(scored: Sequence[Scored]) -> tuple[Numbers, Numbers]:
    """Print how well fitted weights keep and those in use; return those fitted on everything."""
    story = scored[0].story
    print("stories" if story else "wishes")
    tell("in use", scored, np.array(weights.RANKING[story]), np.array(weights.WORTH[story]))
    for fold in range(FOLDS):
        rest = [one for place, one in enumerate(scored) if place % FOLDS != fold]
        ranking = fit_ranking(rest)
        tell(f"fold {fold + 1}", scored[fold::FOLDS], ranking, fit_worth(rest, ranking))
    ranking = fit_ranking(scored)
    worth = fit_worth(scored, ranking)
    tell("fitted", scored, ranking, worth)
    return ranking, worth


def tell(name: str, scored: Sequence[Scored], ranking: Numbers, worth: Numbers) -> None:
    """Print the share of right best products, of lost answers and of rightly empty ones."""
    sold = [one for one in scored if one.right.any()]
    first = fmean(one.right[np.argmax(one.evidence @ ranking)] for one in sold)
    lost = fmean(float(_row(one, ranking) @ worth < 0) for one in sold)
    empty = [float(_row(one, ranking) @ worth < 0) for one in scored if not one.right.any()]
    print(f"{name:8} right first {first:.3f}  lost {lost:.3f}  rightly empty {fmean(empty):.3f}")


def read_evidence(embedder: Embedder, queries: Sequence[Judged]) -> Iterator[Scored]:
    """Index the sample shop and yield every query with its evidence."""
    shelf = Shelf(embedder.size, embedder.words() if isinstance(embedder, KnowsWords) else ())
    synonyms = load_synonyms(ROOT / "data/synonyms")
    shelf.spelling.add(synonyms.words())
    names: dict[int, set[str]] = {}
    items = sample_items()
    for item, row in zip(items, encode(items, embedder), strict=True):
        document = shelf.put(item)
        shelf.put_vectors({document: row})
        names.setdefault(document, set()).update({item.sku, item.group or item.sku})
    asking = Asking(shelf, embedder, synonyms, "MXN")
    for query in (one for one in queries if one.kind not in LEFT_OUT):
        yield _scored(asking, query, names)


def _scored(asking: Asking, query: Judged, names: dict[int, set[str]]) -> Scored:
    asked = Query(query.text, country=query.country, language=guess_language(query.text))
    wish = asking.wish(asked)
    understood = asking.understand(asked, wish)
    question = asking.question(asked, wish, understood, asking.meant(asked, understood))
    words, documents = read_words(asking.shelf, question), np.array(sorted(names), np.int64)
    found = measured(asking.shelf, question, words, documents).astype(np.float64)
    right = np.array([bool(names[int(one)] & query.relevant) for one in documents])
    said = said_by_itself(asking.shelf, question)
    return Scored(query, found, right, tuple(map(float, said)), question.story)


def fit_ranking(scored: Sequence[Scored]) -> Numbers:
    """Maximise the likelihood of right products among all of the shop."""
    sold = [one for one in scored if one.right.any()]
    scale = np.concatenate([one.evidence for one in sold]).std(axis=0)

    def loss(weight: Numbers) -> tuple[float, Numbers]:
        total, slope = 0.0, np.zeros_like(weight)
        for one in sold:
            rows = one.evidence / scale
            likely = np.exp(rows @ weight - (rows @ weight).max())
            likely /= likely.sum()
            share = likely[one.right].sum()
            total -= float(np.log(share))
            slope += likely @ rows - likely[one.right] @ rows[one.right] / share
        return total / len(sold), slope / len(sold)

    return descend(loss, len(scale)) / scale


def fit_worth(scored: Sequence[Scored], ranking: Numbers) -> Numbers:
    """Tell queries with an answer from those without.

    The rarer kind weighs more, half way (in log odds) to both kinds weighing alike.
    """
    rows = np.stack([_row(one, ranking) for one in scored])
    answered = np.array([bool(one.right.any()) for one in scored])
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    mean[0], scale[scale == 0.0] = 0.0, 1.0
    even, goal = (rows - mean) / scale, answered.astype(np.float64)
    share = np.where(answered, answered.mean(), 1 - answered.mean()) ** -0.5

    def loss(weight: Numbers) -> tuple[float, Numbers]:
        likely = 1 / (1 + np.exp(-even @ weight))
        sure = np.where(answered, likely, 1 - likely)
        slope = even.T @ (share * (likely - goal)) / len(goal)
        return float(-(share * np.log(sure + 1e-12)).mean()), slope

    found = descend(loss, rows.shape[1], decay=DECAY / 10) / scale
    found[0] -= float((found * mean)[1:].sum())
    return found


def descend(loss: Loss, size: int, decay: float = DECAY) -> Numbers:
    """Minimise a convex loss plus decay by gradient steps with momentum."""
    weight, speed = np.zeros(size), np.zeros(size)
    for _ in range(STEPS // 10 if size == len(weights.EVIDENCE) else STEPS):
        _, slope = loss(weight)
        speed = 0.9 * speed - 0.3 * (slope + 2 * decay * weight)
        weight = weight + speed
    return weight


def _row(one: Scored, ranking: Numbers) -> Numbers:
    best = int(np.argmax(one.evidence @ ranking))
    return np.concatenate([[1.0], one.evidence[best], one.said])


if __name__ == "__main__":
    main()
