"""A text to what it means, without Rasa: the very model, vectors and doubt that Rasa runs."""

from __future__ import annotations

import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from index.embed.onnx import OnnxEmbedder
from nlu.pipeline import model as models
from nlu.pipeline.closed_classes import read_entities
from nlu.pipeline.sure import FALLBACK, Doubt, intent_json, ranking_json
from nlu.pipeline.vectors import find_encoder
from nlu.text import clean

FALLBACK_COMPONENT = "nlu.pipeline.fallback.Fallback"


@dataclass(frozen=True)
class Reader:
    """Reads texts as the running Rasa would."""

    model: models.Model
    encoder: OnnxEmbedder | None
    doubt: Doubt

    def read(self, text: str) -> dict[str, Any]:
        """Return text, intent, intent_ranking and entities, as Rasa's /model/parse does."""
        said = clean(text)
        ranking = self.model.rank(said, lambda: self._vector(said)) if said else []
        if not self.doubt.sure(ranking):
            ranking = [(FALLBACK, self.doubt.threshold), *ranking]
        return {
            "text": text,
            "intent": intent_json(ranking),
            "intent_ranking": ranking_json(ranking),
            "entities": read_entities(said),
        }

    def _vector(self, said: str) -> models.Floats | None:
        return None if self.encoder is None else self.encoder.queries([said])[0]


def open_reader(archive: Path, config: Path) -> Reader:
    """Read the classifier out of a model archive, its thresholds from config.yml.

    ValueError when the archive holds no classifier of ours.
    """
    return Reader(_model_in(archive), find_encoder(), doubt_in(config))


def doubt_in(config: Path) -> Doubt:
    """The thresholds of the Fallback component in config.yml."""
    pipeline = cast("dict[str, Any]", yaml.safe_load(config.read_text("utf-8")))["pipeline"]
    for component in cast("list[dict[str, Any]]", pipeline):
        if component["name"] == FALLBACK_COMPONENT:
            return Doubt(float(component["threshold"]), float(component["ambiguity"]))
    raise ValueError(f"{config}: the pipeline lacks {FALLBACK_COMPONENT}")


def _model_in(archive: Path) -> models.Model:
    with tarfile.open(archive) as packed, tempfile.TemporaryDirectory() as folder:
        for member in packed:
            stored = packed.extractfile(member) if member.name.endswith(models.FILE) else None
            if stored is not None:
                file = Path(folder) / models.FILE
                file.write_bytes(stored.read())
                return models.load(file)
    raise ValueError(f"{archive} holds no classifier of this pipeline; train it anew")
