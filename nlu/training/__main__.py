"""Trainer's commands: python -m nlu.training check | train | evaluate FILE [--model ARCHIVE]."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from nlu.runtime.launch import RasaHome
from nlu.training.checks import check
from nlu.training.evaluate import evaluate, table
from nlu.training.examples import ExamplesError
from nlu.training.heldout import read_heldout
from nlu.training.jobs import TrainingError, train
from nlu.training.read_archive import ReadingError, read_with
from nlu.training.registry import newest_model, rate


def main() -> None:
    """Run one command; a failure is one line on standard error and a non-zero end."""
    told = _arguments()
    try:
        told.run(told)
    except (TrainingError, ReadingError, ExamplesError, ValueError, OSError) as error:
        sys.exit(f"millennium: {error}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="nlu.training", description=__doc__)
    parser.add_argument("--project", type=Path, default=_setting("PROJECT", "."))
    parser.add_argument("--models", type=Path, default=_setting("MODELS", "models"))
    commands = parser.add_subparsers(required=True)
    commands.add_parser("check", help="check data/nlu").set_defaults(run=_check)
    commands.add_parser("train", help="train a model").set_defaults(run=_train)
    judging = commands.add_parser("evaluate", help="measure a model on held-out messages")
    judging.add_argument("file", type=Path, help="TSV with the columns intent, country, text")
    judging.add_argument("--model", type=Path, help="an archive; the newest without it")
    judging.set_defaults(run=_evaluate)
    return parser.parse_args()


def _setting(name: str, otherwise: str) -> Path:
    return Path(os.environ.get(f"MILLENNIUM_{name}") or otherwise)


def _check(told: argparse.Namespace) -> None:
    found = check(told.project)
    _say("\n".join(str(finding) for finding in found) or "nothing to mend")
    if any(finding.level == "error" for finding in found):
        sys.exit(1)


def _train(told: argparse.Namespace) -> None:
    train(told.project, told.models, _say)


def _evaluate(told: argparse.Namespace) -> None:
    model = told.model or newest_model(told.models)
    if model is None:
        raise TrainingError(f"no model in {told.models}/nlu: run `millennium train`")
    home = RasaHome(told.project, told.models)

    def read(texts: Sequence[str]) -> list[str]:
        return [str(parse["intent"]["name"]) for parse in read_with(home, model, texts)]

    found = evaluate(read_heldout(told.file), read)
    rate(told.models, model, found.metrics)
    _say(f"{model.name}\n{table(found)}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
