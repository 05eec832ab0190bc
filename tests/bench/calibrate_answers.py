"""Show how the thresholds of answers divide right answers from wrong ones.

    .venv/bin/python -m tests.bench.calibrate_answers

For the FAQ and for product facts: at each threshold, how many questions of tests/quality/answers
are answered rightly (silence included), how many wrongly. The thresholds in use are marked.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from index import weights
from index.embed import open_embedder
from index.facts import answer_from_facts
from index.faq import FaqIndex
from index.types import Answer, Asked, Embedder
from tests.quality.answers.pairs import Pair, product_pairs, sample_facts, sample_faq, shop_pairs
from tests.quality.discovery.shop import ROOT

Ask = Callable[[Pair], Answer | None]


def main() -> None:
    """Print one line a threshold."""
    embedder = open_embedder(ROOT / "models")
    shop = faq_of(embedder)
    sweep("FAQ_THRESHOLD", np.arange(0.25, 0.75, 0.05), shop_pairs(), shop)
    facts = sample_facts()

    def product(pair: Pair) -> Answer | None:
        return answer_from_facts(Asked(pair.question), facts[pair.subject], embedder)

    sweep("FACT_COVERAGE", np.arange(0.46, 0.98, 0.05), product_pairs(), product)
    sweep("FACT_COSINE", np.arange(0.86, 0.93, 0.005), product_pairs(), product)


def faq_of(embedder: Embedder) -> Ask:
    """Return the sample shop's FAQ as a way of asking."""
    index = FaqIndex(embedder)
    index.load(sample_faq())
    return lambda pair: index.answer(Asked(pair.question))


def sweep(name: str, thresholds: np.ndarray, pairs: list[Pair], ask: Ask) -> None:
    """Print right and wrong answers at each threshold, leaving the one in use in place."""
    used = float(getattr(weights, name))
    print(f"{name} (in use: {used})")
    for threshold in sorted({*thresholds.round(3).tolist(), used}):
        setattr(weights, name, threshold)
        told = [(pair, ask(pair)) for pair in pairs]
        right = sum(pair.rightly(answer) for pair, answer in told)
        wrong = sum(answer is not None and not pair.rightly(answer) for pair, answer in told)
        mark = "  in use" if threshold == used else ""
        print(f"  {threshold:5.3f}  right {right}/{len(pairs)}  wrong {wrong}{mark}")
    setattr(weights, name, used)


if __name__ == "__main__":
    main()
