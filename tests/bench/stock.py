"""Rasa as it comes: DIET and TED on our examples and rules, REST channel, an action server.

Nothing of ours runs in it: no component, no channel, no tracker store, no patch. The model is
kept in MODELS/bench by the hash of what it was trained on. It is trained for few epochs: how
fast it answers does not depend on them; how well it understands is compare_diet's business.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import yaml

from nlu.runtime.launch import CODE, RasaHome
from requirements.setup import paths
from tests.e2e.town import Program, free_port, wait_until

EPOCHS = 5
# What Rasa takes where a project says nothing, with its own epochs shortened.
CONFIG: Mapping[str, Any] = {
    "recipe": "default.v1",
    "assistant_id": "stock",
    "language": "es",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": EPOCHS, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
    "policies": [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "TEDPolicy", "max_history": 5, "epochs": EPOCHS, "constrain_similarities": True},
    ],
}
# What a fresh start may take on a busy machine, s.
PATIENCE = 300.0


@dataclass(frozen=True)
class Served:
    """A running stock Rasa. url: its REST channel; processes: ids by name."""

    url: str
    processes: Mapping[str, int]


def make_project(folder: Path) -> Path:
    """Write a stock project with our intents, examples and rules; rules are stories as well."""
    shutil.copytree(CODE / "data" / "nlu", folder / "data" / "nlu")
    shutil.copytree(CODE / "data" / "rules", folder / "data" / "rules")
    rules = yaml.safe_load((CODE / "data" / "rules" / "rules.yml").read_text("utf-8"))
    stories = [{"story": one["rule"], "steps": one["steps"]} for one in rules["rules"]]
    domain = yaml.safe_load((CODE / "domain.yml").read_text("utf-8"))
    # Without the wording: stock Rasa would send all of it with each call of an action.
    kept = {name: domain[name] for name in ("version", "intents", "entities", "actions")}
    _write(folder / "data" / "stories.yml", {"version": "3.1", "stories": stories})
    _write(folder / "domain.yml", kept)
    _write(folder / "config.yml", CONFIG)
    return folder


def trained(project: Path, models: Path) -> Path:
    """Return the archive for this project, trained now where it is not there yet."""
    archive = models / "bench" / f"stock-{_hash(project)[:12]}.tar.gz"
    if archive.exists():
        return archive
    print(f"training stock Rasa once ({EPOCHS} epochs, several CPU minutes) ...", flush=True)
    beside = archive.with_name(f".{archive.name.removesuffix('.tar.gz')}")
    command = [*_rasa(), "train", "--out", str(archive.parent), "--fixed-model-name", beside.name]
    log = project / "train.log"
    with log.open("wb") as file:
        done = subprocess.run(
            command, cwd=project, env=_environment(), stdout=file, stderr=file, check=False
        )
    made = beside.with_name(f"{beside.name}.tar.gz")
    if done.returncode or not made.exists():
        words = log.read_text(errors="replace").splitlines()[-15:]
        raise RuntimeError("stock Rasa was not trained:\n" + "\n".join(words))
    for older in archive.parent.glob("stock-*.tar.gz"):
        older.unlink()
    return made.replace(archive)


@contextmanager
def stock_rasa(project: Path, archive: Path) -> Generator[Served]:
    """Run action server and Rasa until the caller is done."""
    port, actions_port = free_port(), free_port()
    _write(project / "credentials.yml", {"rest": None})
    webhook = f"http://127.0.0.1:{actions_port}/webhook"
    _write(project / "endpoints.yml", {"action_endpoint": {"url": webhook}})
    serve = [*_rasa(), "run", "--model", str(archive.resolve()), "--port", str(port),
             "--interface", "127.0.0.1"]  # fmt: skip
    act = [serve[0], "-m", "rasa_sdk", "--actions", "tests.bench.stock_actions",
           "--port", str(actions_port)]  # fmt: skip
    with ExitStack() as stack:
        programs = [_start(project, "actions", act), _start(project, "rasa", serve)]
        for program in programs:
            stack.callback(program.kill)
        wait_until(lambda: _answers(f"http://127.0.0.1:{actions_port}/health"), "actions", PATIENCE)
        wait_until(lambda: _answers(f"http://127.0.0.1:{port}/"), "stock Rasa", PATIENCE)
        url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
        yield Served(url, {program.name: program.pid for program in programs})


def _start(project: Path, name: str, command: list[str]) -> Program:
    program = Program(name, command, _environment(), project / f"{name}.log", cwd=project)
    program.start()
    return program


def _rasa() -> list[str]:
    return [str(paths.python_of(paths.RASA_ENV)), "-m", "rasa"]


def _environment() -> dict[str, str]:
    return RasaHome(CODE, paths.models()).environment()


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=5).status_code == 200
    except requests.RequestException:
        return False


def _hash(project: Path) -> str:
    """Return a hash of everything that training reads."""
    told = hashlib.sha256()
    for path in sorted(project.rglob("*.yml")):
        told.update(str(path.relative_to(project)).encode() + path.read_bytes())
    return told.hexdigest()


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(dict(content), allow_unicode=True), "utf-8")
