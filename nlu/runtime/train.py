"""Train a model: python -m nlu.runtime.train PROJECT FOLDER NAME; progress as JSON lines."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import tempfile
from pathlib import Path

import yaml

_STARTING = re.compile(r"Starting to train component '(\w+)'")


def main() -> None:
    """Write FOLDER/NAME.tar.gz and end with {"model": path}, or exit 1 with {"error": why}."""
    project, folder, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    with tempfile.TemporaryDirectory() as scratch:
        # A cached component would survive a change of its own code.
        os.environ["RASA_CACHE_DIRECTORY"] = scratch
        say(step="loading")
        model = _train(project, _speechless(project, Path(scratch)), folder, name)
    if model is None:
        say(error="Rasa trained nothing; look at what it printed")
        sys.exit(1)
    say(model=model)


def say(**told: str) -> None:
    """Print one progress line."""
    print(json.dumps(told), file=sys.__stdout__, flush=True)


def _speechless(project: Path, scratch: Path) -> Path:
    """Write the domain without its responses, which the service says itself.

    Rasa reads the domain out of the model at every start, with all that it holds.
    """
    told = yaml.safe_load((project / "domain.yml").read_text("utf-8"))
    file = scratch / "domain.yml"
    silent = {key: value for key, value in told.items() if key != "responses"}
    file.write_text(yaml.safe_dump(silent, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def _train(project: Path, domain: Path, folder: Path, name: str) -> str | None:
    from rasa.model_training import train
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    _follow()
    result = train(
        domain=str(domain),
        config=str(project / "config.yml"),
        training_files=[str(project / "data" / "nlu"), str(project / "data" / "rules")],
        output=str(folder),
        force_training=True,
        fixed_model_name=name,
    )
    return result.model


class _Steps(logging.Handler):
    """Turns what Rasa logs while training into progress lines."""

    def emit(self, record: logging.LogRecord) -> None:
        starting = _STARTING.search(record.getMessage())
        if starting:
            say(step=starting.group(1))


def _follow() -> None:
    hooks = logging.getLogger("rasa.engine.training.hooks")
    hooks.setLevel(logging.INFO)
    hooks.addHandler(_Steps())


if __name__ == "__main__":
    main()
