"""Train a model in a process of Rasa's environment, so that serving never grows or waits."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

from nlu.runtime.launch import RasaHome
from nlu.training.alone import alone
from nlu.training.checks import check
from nlu.training.registry import FOLDER, Trained, data_hash, register

Progress = Callable[[str], None]
_STEPS: Final = {
    "loading": "reading examples",
    "MeaningClassifier": "learning intents",
    "RulePolicy": "learning rules",
}
_KINDS: Final = frozenset(("step", "error", "model"))


class TrainingError(RuntimeError):
    """Nothing was trained; the message says what to mend."""


def train(project: Path, models: Path, progress: Progress) -> Path:
    """Train on a project's data and return the archive in MODELS/nlu. Blocking, 15 to 60 s.

    progress gets a line a step. The archive appears under its name only when it is whole. A
    second training into the same MODELS waits for the first: two would only slow each other.
    TrainingError where the data have errors, the environment is missing or training failed.
    """
    errors = [finding for finding in check(project) if finding.level == "error"]
    if errors:
        raise TrainingError("; ".join(finding.message for finding in errors[:5]))
    with alone(models, lambda: progress("waiting for another training to finish")):
        return _train(project, models, progress)


def _train(project: Path, models: Path, progress: Progress) -> Path:
    hashed, created = data_hash(project), time.time_ns() // 1_000_000
    name = f"{datetime.fromtimestamp(created / 1000, UTC):%Y%m%dT%H%M%S}-{hashed[:8]}"
    target = models / FOLDER / f"{name}.tar.gz"
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = _run(RasaHome(project, models), f".{name}.{os.getpid()}", progress)
    beside.replace(target)
    register(models, Trained(name, created, hashed, target.name))
    progress(f"trained {target.name} ({target.stat().st_size // 1024} KB)")
    return target


def _run(home: RasaHome, name: str, progress: Progress) -> Path:
    folder = home.models.resolve() / FOLDER
    try:
        command = home.command("train", home.project.resolve(), folder, name)
    except FileNotFoundError as error:
        raise TrainingError(str(error)) from error
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        env=home.environment(),
    ) as child:  # fmt: skip
        assert child.stdout is not None
        made, last = _follow(child.stdout, progress)
    if made is None or child.returncode:
        raise TrainingError(f"training failed: {last or 'no output'}")
    return made


def _follow(output: Iterable[str], progress: Progress) -> tuple[Path | None, str]:
    """Tell the progress; return the archive and the last other line that was printed."""
    made, last = None, ""
    for line in output:
        told = _told(line)
        if told is None:
            last = line.strip()[:300] or last
        elif "step" in told:
            progress(_STEPS.get(told["step"], told["step"]))
        elif "error" in told:
            last = told["error"]
        elif "model" in told:
            made = Path(told["model"])
    return made, last


def _told(line: str) -> dict[str, str] | None:
    try:
        told: Any = json.loads(line)
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    progress = cast("dict[str, str]", told)
    return progress if _KINDS & progress.keys() else None
