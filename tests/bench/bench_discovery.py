"""How well products are found: words, meaning and both, on the judged queries.

    .venv/bin/python -m tests.bench.bench_discovery [FILE] [-v]

The same as tests.quality.discovery.evaluate; -v lists what went wrong.
"""

from tests.bench.figures import tell
from tests.quality.discovery.evaluate import main

if __name__ == "__main__":
    tell("discovery: nDCG@10 on the judged queries", main())
