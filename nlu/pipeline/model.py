"""The trained classifier: two logistic regressions whose opinions are averaged."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu.pipeline.grams import Vocabulary

Floats = NDArray[np.float32]
# Makes the vector of the text in question, or None where there is no model for it.
Encode = Callable[[], Floats | None]
FILE: Final = "meaning.npz"
# Weight of what the sentence means against which words it is made of.
DENSE_SHARE: Final = 0.4
_LEAST: Final = 1e-9
# No probability is so high.
NEVER: Final = 2.0


@dataclass(frozen=True)
class Linear:
    """Scores of one regression: x @ weights + bias, one column an intent."""

    weights: Floats
    bias: Floats


@dataclass(frozen=True)
class Scale:
    """Centre and spread of the vectors: e5's cosines all lie close together without it."""

    mean: Floats
    spread: Floats

    def apply(self, vectors: Floats) -> Floats:
        return (vectors - self.mean) / self.spread


@dataclass(frozen=True)
class Model:
    """Texts (and their e5 vectors) to probabilities of intents.

    sharpness makes a probability mean how often the intent is right: one for texts that
    come with a vector, one for those without. certain: the probability from which the words
    alone name the intent that both halves would name, so that nothing needs to be encoded.
    """

    labels: tuple[str, ...]
    vocabulary: Vocabulary
    sparse: Linear
    dense: Linear | None
    scale: Scale | None
    sharpness: tuple[float, float]
    certain: float = NEVER

    def rank(self, text: str, encode: Encode) -> list[tuple[str, float]]:
        """Every intent with its probability, most likely first. encode: called where needed."""
        chances = self.chances(text, encode)
        order = np.argsort(-chances, kind="stable")
        return [(self.labels[i], float(chances[i])) for i in order]

    def chances(self, text: str, encode: Encode) -> Floats:
        """Return the probability of each label, in the order of labels."""
        found = self.vocabulary.weigh(text)
        scores = found.weights @ self.sparse.weights[found.columns] + self.sparse.bias
        by_words = log_chances(scores)
        alone = softmax(by_words * self.sharpness[1])
        if self.dense is None or self.scale is None or alone.max() >= self.certain:
            return alone
        vector = encode()
        if vector is None:
            return alone
        by_sense = log_chances(self.scale.apply(vector) @ self.dense.weights + self.dense.bias)
        return softmax(blend(by_words, by_sense) * self.sharpness[0])


def blend(by_words: Floats, by_sense: Floats) -> Floats:
    """Average two opinions given as logarithms of probabilities."""
    return (1 - DENSE_SHARE) * by_words + DENSE_SHARE * by_sense


def softmax(scores: Floats) -> Floats:
    """Scores to probabilities, along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def log_chances(scores: Floats) -> Floats:
    """Scores to logarithms of probabilities, none below one in a thousand million."""
    return np.log(np.maximum(softmax(scores), _LEAST))


def save(model: Model, folder: Path) -> None:
    """Write the model into folder/meaning.npz; sparse weights in 8 bits, dense in 16."""
    packed, steps = _pack(model.sparse.weights)
    arrays: dict[str, NDArray[Any]] = {
        "about": _text(
            {"labels": model.labels, "sharpness": model.sharpness, "certain": model.certain}
        ),
        "terms": _text(model.vocabulary.terms),
        "rarity": model.vocabulary.rarity,
        "sparse": packed,
        "steps": steps,
        "sparse_bias": model.sparse.bias,
    }
    if model.dense is not None and model.scale is not None:
        arrays |= {
            "dense": model.dense.weights.astype(np.float16),
            "dense_bias": model.dense.bias,
            "mean": model.scale.mean,
            "spread": model.scale.spread,
        }
    np.savez_compressed(folder / FILE, **arrays)


def load(file: Path) -> Model:
    """Read a model back. Never unpickles: a foreign file can only fail."""
    with np.load(file, allow_pickle=False) as stored:
        about = json.loads(stored["about"].tobytes())
        terms: list[str] = json.loads(stored["terms"].tobytes())
        weights = stored["sparse"].astype(np.float32) * stored["steps"]
        has_dense = "dense" in stored
        return Model(
            tuple(about["labels"]),
            Vocabulary({term: i for i, term in enumerate(terms)}, stored["rarity"]),
            Linear(weights, stored["sparse_bias"]),
            Linear(stored["dense"].astype(np.float32), stored["dense_bias"]) if has_dense else None,
            Scale(stored["mean"], stored["spread"]) if has_dense else None,
            (float(about["sharpness"][0]), float(about["sharpness"][1])),
            float(about.get("certain", NEVER)),
        )


def _pack(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """8 bits a weight, one step a column."""
    steps = np.maximum(np.abs(weights).max(axis=0), _LEAST) / 127
    return np.rint(weights / steps).astype(np.int8), steps.astype(np.float32)


def _text(value: object) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), np.uint8)
