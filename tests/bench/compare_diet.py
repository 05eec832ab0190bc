"""Train Rasa's stock DIET pipeline on the same examples and measure both on held-out messages.

    .venv/bin/python -m tests.bench.compare_diet [FILE]

FILE: tests/quality/understanding/heldout.tsv when not given. Takes several minutes and two cores.
The models are asked through Rasa's own processor, in turn, message by message, so that a busy
moment of the machine meets all. Ours is asked twice: with the message's vector sent along, as
the service does, which needs it for the search as well; and alone, encoding where words leave a
doubt. Nothing is asserted and nothing is registered.
"""

from __future__ import annotations

import base64
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
import yaml

from index.embed.onnx import OnnxEmbedder
from nlu.runtime.launch import CODE, RasaHome
from nlu.text import clean
from nlu.training.evaluate import Evaluation, evaluate, table
from nlu.training.heldout import HeldOut, read_heldout
from nlu.training.jobs import train
from tests.bench.figures import tell

HELD_OUT = CODE / "tests" / "quality" / "understanding" / "heldout.tsv"
STOCK = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True, "random_seed": 0},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
PIPELINES = {"ours": None, "stock DIET": STOCK}
EMBEDDER = "multilingual-e5-small"
# Messages read before the clock counts: the first ones build graphs and fill caches.
WARM_UP = 20
TIMES_FASTER = 3.0


@dataclass
class Model:
    """One trained pipeline at work. times: ms of each message, in their order."""

    name: str
    to: IO[str]
    back: IO[str]
    encode: Callable[[str], str] | None = None
    intents: list[str] = field(default_factory=list[str])
    times: list[float] = field(default_factory=list[float])

    def ask(self, text: str) -> tuple[str, float]:
        """Return the intent and the ms that it took."""
        metadata = {} if self.encode is None else {"vector": self.encode(text)}
        self.to.write(json.dumps({"text": text, "metadata": metadata}) + "\n")
        self.to.flush()
        for line in self.back:
            if line.startswith('{"intent"'):
                told = json.loads(line)
                return str(told["intent"]), float(told["ms"])
        raise RuntimeError(f"{self.name} ended")


def main() -> None:
    """Measure both pipelines on a file of held-out messages."""
    messages = read_heldout(Path(sys.argv[1]) if len(sys.argv) > 1 else HELD_OUT)
    with tempfile.TemporaryDirectory() as folder:
        homes = {name: _project(Path(folder) / name.replace(" ", "-"), name) for name in PIPELINES}
        archives = {name: _trained(name, home) for name, home in homes.items()}
        with (
            _serving("ours", homes["ours"], archives["ours"]) as ours,
            _serving("ours alone", homes["ours"], archives["ours"]) as alone,
            _serving("stock DIET", homes["stock DIET"], archives["stock DIET"]) as stock,
        ):
            ours.encode = _encoding(homes["ours"])
            read(messages, (ours, alone, stock))
    for model in (ours, alone, stock):
        _told(model, _evaluated(messages, model))
    for model in (ours, alone):
        faster = statistics.median(stock.times) / statistics.median(model.times)
        print(f"\n{model.name} parses {faster:.1f} times faster than DIET (median)")
        tell(f"diet: {model.name}, faster (median)", faster, "times", f">= {TIMES_FASTER:g}")


def _encoding(home: RasaHome) -> Callable[[str], str]:
    """Return what makes the vector of a text as the service sends it."""
    embedder = OnnxEmbedder(home.models / EMBEDDER)

    def encode(text: str) -> str:
        vector = embedder.queries([clean(text)])[0].astype(np.float16)
        return base64.b64encode(vector.tobytes()).decode("ascii")

    return encode


def read(messages: Sequence[HeldOut], models: Sequence[Model]) -> None:
    """Ask every model every message, in turn."""
    for message in messages[:WARM_UP]:
        for model in models:
            model.ask(message.text)
    for message in messages:
        for model in models:
            intent, took = model.ask(message.text)
            model.intents.append(intent)
            model.times.append(took)


def _evaluated(messages: Sequence[HeldOut], model: Model) -> Evaluation:
    return evaluate(messages, lambda _: model.intents)


def _told(model: Model, found: Evaluation) -> None:
    times = sorted(model.times)
    p50, p95 = statistics.median(times), times[len(times) * 95 // 100]
    print(f"\n== {model.name}: a message p50 {p50:.1f} ms, p95 {p95:.1f} ms\n{table(found)}")
    tell(f"diet: {model.name}, accuracy", found.accuracy)
    tell(f"diet: {model.name}, a message p50", p50, "ms")


def _project(folder: Path, name: str) -> RasaHome:
    """Copy this project with a pipeline of its own; the built embedding model is linked."""
    shutil.copytree(CODE / "data", folder / "data")
    for file in ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(CODE / file, folder / file)
    pipeline = PIPELINES[name]
    if pipeline is not None:
        config = yaml.safe_load((folder / "config.yml").read_text("utf-8"))
        told = yaml.safe_dump({**config, "pipeline": pipeline})
        (folder / "config.yml").write_text(told, "utf-8")
    models = folder / "models"
    models.mkdir()
    (models / EMBEDDER).symlink_to((CODE / "models" / EMBEDDER).resolve())
    return RasaHome(folder, models)


def _trained(name: str, home: RasaHome) -> Path:
    began = time.monotonic()
    archive = train(home.project, home.models, print)
    took, size = time.monotonic() - began, archive.stat().st_size / 1e6
    print(f"{name}: trained in {took:.0f} s, archive {size:.2f} MB", flush=True)
    return archive


@contextmanager
def _serving(name: str, home: RasaHome, archive: Path) -> Generator[Model]:
    command = [str(home.interpreter), "-m", "tests.bench.parse_server", str(archive)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        env=home.environment(), cwd=home.project,
    ) as child:  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        yield Model(name, child.stdin, child.stdout)
        child.stdin.close()


if __name__ == "__main__":
    main()
