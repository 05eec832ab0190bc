"""The models that were trained here: MODELS/nlu/registry.json beside the archives."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final, cast

import yaml

from nlu.training.alone import alone

FOLDER: Final = "nlu"
REGISTRY: Final = "registry.json"
_DATA: Final = ("nlu", "rules")


@dataclass(frozen=True, slots=True)
class Trained:
    """One archive. created: ms UTC; file: its name in MODELS/nlu; metrics: as evaluated, if so."""

    id: str
    created: int
    data_hash: str
    file: str
    metrics: Mapping[str, float] = field(default_factory=dict[str, float])


def data_hash(project: Path) -> str:
    """Hash of everything a model is trained from: config, domain, examples and rules.

    The domain's responses are left out: the service reads them itself.
    """
    digest = hashlib.sha256(_domain(project / "domain.yml"))
    for file in _inputs(project):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def registered(models: Path) -> list[Trained]:
    """Every model that is still there, newest first. An unreadable registry counts as empty."""
    try:
        told: Any = json.loads((models / FOLDER / REGISTRY).read_text("utf-8"))
        entries = [Trained(**entry) for entry in cast("list[dict[str, Any]]", told)]
    except (OSError, ValueError, TypeError):
        return []
    there = [entry for entry in entries if (models / FOLDER / entry.file).is_file()]
    return sorted(there, key=lambda entry: (entry.created, entry.id), reverse=True)


def newest_model(models: Path, project: Path | None = None) -> Path | None:
    """Archive of the newest model; of the newest trained from this project's data where given."""
    wanted = data_hash(project) if project else None
    for entry in registered(models):
        if wanted in (None, entry.data_hash):
            return models / FOLDER / entry.file
    return None


def register(models: Path, entry: Trained) -> None:
    """Add a model or replace the entry of the same id; all or nothing, and no other is lost."""
    with alone(models / FOLDER):
        _put(models, entry)


def rate(models: Path, model: Path, metrics: Mapping[str, float]) -> None:
    """Keep what an evaluation found; a model that was not trained here is passed over."""
    with alone(models / FOLDER):
        for entry in registered(models):
            if entry.file == model.name:
                _put(models, replace(entry, metrics=dict(metrics)))


def _put(models: Path, entry: Trained) -> None:
    kept = [one for one in registered(models) if one.id != entry.id]
    target = models / FOLDER / REGISTRY
    beside = target.with_suffix(f".{os.getpid()}.new")
    beside.write_text(json.dumps([asdict(one) for one in (entry, *kept)], indent=1), "utf-8")
    beside.replace(target)


def _domain(file: Path) -> bytes:
    told = cast("dict[str, Any]", yaml.safe_load(file.read_text("utf-8")) or {})
    return json.dumps({key: told[key] for key in sorted(told) if key != "responses"}).encode()


def _inputs(project: Path) -> Iterator[Path]:
    yield project / "config.yml"
    for folder in _DATA:
        yield from sorted((project / "data" / folder).rglob("*.yml"))
