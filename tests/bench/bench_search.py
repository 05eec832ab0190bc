"""How fast products are loaded and found, with 1,000, 10,000 and 100,000 of them.

    .venv/bin/python -m tests.bench.bench_search [--sizes 1000 10000 100000] [--queries 200]

Products and vectors are made: names of two to five words out of a vocabulary of Zipf's shape, one
random unit vector each, half of them in three variants. Query vectors are given, so that what is
measured is words, meaning, filters and grouping together; encoding a query is measured by itself.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from index.catalog_index import CatalogIndex
from index.embed import EmbedderError, open_embedder
from index.synonyms import load_synonyms
from index.types import Filters, Item, Query, Vectors
from tests.bench.figures import tell
from tests.quality.discovery.shop import ROOT

SIZE = 384
BATCH = 1_000
SYLLABLES = "ba be bo ca ce co da de do fa fi ga go la le lo ma me mo na ni pa pe po ra re sa so ta"
DEMANDS = " negro menos de 500"
COLOURS = ("negro", "blanco", "rojo", "azul", "verde", "gris")


class MadeEmbedder:
    """An embedder whose vectors are random: only their number and size matter here."""

    model_id = "made@1"
    size = SIZE

    def __init__(self) -> None:
        self._numbers = np.random.default_rng(7)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return random unit vectors."""
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return random unit vectors, nearer to one another than chance, as e5's are."""
        found = self._numbers.normal(size=(len(texts), SIZE)).astype(np.float32) + 0.5
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def main() -> None:
    """Print loading time, memory and milliseconds a search for each size."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--queries", type=int, default=200)
    chosen = options.parse_args()
    print(f"{'products':>9} {'load/s':>8} {'MB':>6}  {'kind':16} {'p50 ms':>7} {'p95 ms':>7}")
    for count in chosen.sizes:
        measure(count, chosen.queries)
    measure_encoding()


def measure(count: int, queries: int) -> None:
    """Load `count` products and print the times of each kind of search, and of changes."""
    maker = random.Random(count)
    words = vocabulary(maker)
    embedder = MadeEmbedder()
    index = CatalogIndex(embedder, load_synonyms(ROOT / "data/synonyms"))
    before, start = memory(), time.perf_counter()
    items = load(index, embedder, maker, words, count)
    head = f"{count:9,} {count / (time.perf_counter() - start):8,.0f} {memory() - before:6.0f}"
    kinds: dict[str, Callable[[], object]] = {
        "words": lambda: index.search(query(embedder, maker, words, "")),
        "words + filters": lambda: index.search(query(embedder, maker, words, DEMANDS)),
        "misspelt": lambda: index.search(query(embedder, maker, words, "", slip=True)),
        "next page": lambda: index.search(page(embedder, maker, words, items)),
        "change one price": lambda: index.upsert([maker.choice(items)], {}),
    }
    for name, work in kinds.items():
        half, most = timed(work, queries)
        print(f"{head}  {name:16} {half:7.2f} {most:7.2f}", flush=True)
        if name == "words + filters":
            tell(f"search: {count:,} products, p50", half, "ms")
        head = " " * len(head)


def load(
    index: CatalogIndex,
    embedder: MadeEmbedder,
    maker: random.Random,
    words: Sequence[str],
    count: int,
) -> list[Item]:
    """Put products in, a batch at a time; return one of each batch."""
    kept, batch = list[Item](), list[Item]()
    for item in made(maker, words, count):
        batch.append(item)
        if len(batch) == BATCH or item.id == count:
            vectors = embedder.passages([""] * len(batch))
            index.upsert(batch, {one.id: row for one, row in zip(batch, vectors, strict=True)})
            kept.append(batch[0])
            batch = []
    return kept


def made(maker: random.Random, words: Sequence[str], count: int) -> Iterator[Item]:
    """Make products; every second name has three variants."""
    number = 0
    while number < count:
        name = phrase(maker, words, maker.randint(2, 5))
        told = phrase(maker, words, 30)
        group = f"G{number}" if maker.random() < 0.5 else None
        for _ in range(min(3 if group else 1, count - number)):
            number += 1
            yield Item(
                number, f"SKU-{number}", name, group, told, brand=words[-1 - number % 50],
                colour=maker.choice(COLOURS), size=str(maker.randint(22, 30)),
                price=maker.randint(50, 3_000) * 100, in_stock=maker.random() < 0.9,
            )  # fmt: skip


def vocabulary(maker: random.Random) -> list[str]:
    """Make 20,000 words, the common ones first."""
    parts = SYLLABLES.split()
    found = {"".join(maker.choices(parts, k=maker.randint(2, 5))) for _ in range(25_000)}
    return sorted(found)[:20_000]


def phrase(maker: random.Random, words: Sequence[str], length: int) -> str:
    """Draw words so that a few are very common, as in real texts."""
    return " ".join(words[int(len(words) ** maker.random()) - 1] for _ in range(length))


def query(
    embedder: MadeEmbedder,
    maker: random.Random,
    words: Sequence[str],
    demand: str,
    slip: bool = False,
) -> Query:
    """Make a query of three words, one of them with a letter missing when `slip`."""
    text = phrase(maker, words, 3)
    text = f"{text[:4]}{text[5:]}" if slip else text
    return Query(text + demand, vector=embedder.queries([text]))


def page(
    embedder: MadeEmbedder, maker: random.Random, words: Sequence[str], items: Sequence[Item]
) -> Query:
    """Make a query that leaves out what was shown."""
    shown = frozenset(item.sku for item in maker.sample(items, k=min(10, len(items))))
    asked = query(embedder, maker, words, "")
    return Query(asked.text, Filters(exclude=shown), limit=60, vector=asked.vector)


def timed(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Return median and 95th percentile in milliseconds."""
    found = list[float]()
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1_000)
    found.sort()
    return found[len(found) // 2], found[int(len(found) * 0.95)]


def memory() -> float:
    """Return the most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_encoding() -> None:
    """Print how long the built model takes for a query and how many products a second."""
    try:
        embedder = open_embedder(ROOT / "models")
    except EmbedderError as error:
        print(f"encoding not measured: {error}")
        return
    half, most = timed(lambda: embedder.queries(["tenis para correr del 27 azules"]), 100)
    print(f"encoding a query: p50 {half:.2f} ms, p95 {most:.2f} ms")
    told = [f"Producto {place} de buena calidad para el hogar y la oficina" for place in range(128)]
    start = time.perf_counter()
    embedder.passages(told)
    print(f"encoding products: {len(told) / (time.perf_counter() - start):.0f} a second")


if __name__ == "__main__":
    main()
