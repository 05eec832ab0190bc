"""Train Rasa's stock DIET pipeline on the same examples and measure both on held-out messages.

    .venv/bin/python -m tests.bench.compare_diet [FILE]

FILE: tests/quality/understanding/heldout.tsv when not given. Takes several minutes and two cores.
Prints seconds of training, size of the archive and the evaluation of each; nothing is asserted
and nothing is registered.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from nlu.runtime.launch import CODE, RasaHome
from nlu.training.evaluate import evaluate, table
from nlu.training.heldout import read_heldout
from nlu.training.jobs import train
from nlu.training.read_archive import read_with

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
READ = """
import asyncio, json, sys
from rasa.core.agent import load_agent

async def main():
    agent = await load_agent(sys.argv[1])
    for text in json.load(sys.stdin):
        parse = await agent.parse_message(text)
        print("intent:" + str(parse["intent"]["name"]), flush=True)

asyncio.run(main())
"""
Read = Callable[[Sequence[str]], list[str]]


def main() -> None:
    """Measure both pipelines on a file of held-out messages."""
    messages = read_heldout(Path(sys.argv[1]) if len(sys.argv) > 1 else HELD_OUT)
    with tempfile.TemporaryDirectory() as folder:
        for name, pipeline in (("ours", None), ("stock DIET", STOCK)):
            project = _project(Path(folder) / name.replace(" ", "-"), pipeline)
            home = RasaHome(project, CODE / "models" if pipeline is None else project / "models")
            archive, seconds = _timed(home, project / "models")
            read = _ours(home, archive) if pipeline is None else _stock(home, archive)
            size = archive.stat().st_size / 1e6
            print(f"\n== {name}: trained in {seconds:.0f} s, archive {size:.2f} MB")
            print(table(evaluate(messages, read)))


def _project(folder: Path, pipeline: Sequence[object] | None) -> Path:
    shutil.copytree(CODE / "data", folder / "data")
    for name in ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(CODE / name, folder / name)
    if pipeline is not None:
        config = yaml.safe_load((folder / "config.yml").read_text("utf-8"))
        told = yaml.safe_dump({**config, "pipeline": list(pipeline)})
        (folder / "config.yml").write_text(told, "utf-8")
    return folder


def _timed(home: RasaHome, models: Path) -> tuple[Path, float]:
    """Train into a folder of its own; the embedding model is linked there for ours."""
    models.mkdir()
    for built in home.models.glob("multilingual-e5-small"):
        (models / built.name).symlink_to(built.resolve())
    began = time.monotonic()
    return train(home.project, models, print), time.monotonic() - began


def _ours(home: RasaHome, archive: Path) -> Read:
    def read(texts: Sequence[str]) -> list[str]:
        return [str(parse["intent"]["name"]) for parse in read_with(home, archive, texts)]

    return read


def _stock(home: RasaHome, archive: Path) -> Read:
    def read(texts: Sequence[str]) -> list[str]:
        done = subprocess.run(
            [str(home.interpreter), "-c", READ, str(archive)],
            input=json.dumps(list(texts)), capture_output=True, text=True, check=True,
            encoding="utf-8", env=home.environment(), cwd=home.project,
        )  # fmt: skip
        lines = done.stdout.splitlines()
        return [line[7:] for line in lines if line.startswith("intent:")]

    return read


if __name__ == "__main__":
    main()
