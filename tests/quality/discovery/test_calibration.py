"""The search stays as good as its calibration: better than words or meaning alone."""

from pathlib import Path
from statistics import fmean

from index.embed import open_embedder
from tests.quality.discovery.judged import ndcg, read_judged
from tests.quality.discovery.shop import ROOT, sample_index, sample_items
from tests.quality.discovery.systems import systems


def test_the_search_beats_its_halves_and_keeps_quiet_about_what_is_not_sold(models: Path) -> None:
    queries = read_judged(ROOT / "tests/quality/discovery/calibration.tsv")
    embedder = open_embedder(models)
    compared = systems(embedder, sample_index(embedder), sample_items())
    sold = [query for query in queries if query.relevant]
    gains = {
        name: fmean(ndcg(query, search(query)) for query in sold)
        for name, search in compared.items()
    }
    quiet = [not compared["fused"](query) for query in queries if not query.relevant]
    assert gains["fused"] > max(gains["BM25"], gains["e5"])
    assert gains["fused"] >= 0.94
    assert fmean(quiet) >= 0.93
