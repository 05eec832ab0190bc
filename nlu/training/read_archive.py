"""What a model archive makes of texts, without a server: about half a second to start."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nlu.runtime.launch import RasaHome


class ReadingError(RuntimeError):
    """The texts could not be read: the environment or the model is missing or damaged."""


def read_with(home: RasaHome, model: Path, texts: Sequence[str]) -> list[dict[str, Any]]:
    """Return text, intent, intent_ranking and entities of each text, as Rasa would tell them.

    Blocking: not for the event loop.
    """
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    answered = _run(home, model, lines).splitlines()
    if len(answered) != len(texts):
        raise ReadingError(f"{model.name}: {len(answered)} of {len(texts)} texts read")
    return [json.loads(line) for line in answered]


def _run(home: RasaHome, model: Path, lines: str) -> str:
    config = home.project / "config.yml"
    try:
        command = home.command("read", model.resolve(), config.resolve())
    except FileNotFoundError as error:
        raise ReadingError(str(error)) from error
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False,
        env=home.environment(),
    )  # fmt: skip
    if done.returncode:
        raise ReadingError(done.stderr.strip().rpartition("\n")[2] or f"reading ended {done}")
    return done.stdout
