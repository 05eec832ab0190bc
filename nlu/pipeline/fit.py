"""Train the classifier. Needs scikit-learn; what it makes does not."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from nlu.pipeline.grams import Vocabulary, learn_vocabulary
from nlu.pipeline.model import NEVER, Floats, Linear, Model, Scale, blend, log_chances, softmax

_SPARSE_C: Final = 10.0
_DENSE_C: Final = 10.0
# Spread of the scaled vectors: together with C it sets how closely they are followed.
_DENSE_LENGTH: Final = 1.5
_LEAST_SPREAD: Final = 1e-6
_FOLDS: Final = 4
_SHARPNESS: Final = np.linspace(0.5, 3.0, 51)
_SEED: Final = 0
# Of the texts that words alone answer, so many more may be wrong than if both halves had.
_WORSE: Final = 0.001
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class _Tuning:
    """What is learned on texts left out of training."""

    sharpness: tuple[float, float] = (1.0, 1.0)
    certain: float = NEVER


def fit(texts: Sequence[str], intents: Sequence[str], vectors: Floats | None) -> Model:
    """Train on texts with their intents and, where there is a model for them, their vectors.

    Deterministic. ValueError when there are fewer than two intents.
    """
    labels = tuple(sorted(set(intents)))
    if len(labels) < 2:
        raise ValueError("training needs examples of at least two intents")
    wanted = np.array([labels.index(intent) for intent in intents])
    return _fit(texts, wanted, vectors, labels, _calibrate(texts, wanted, vectors))


def _fit(
    texts: Sequence[str],
    wanted: Rows,
    vectors: Floats | None,
    labels: tuple[str, ...],
    tuning: _Tuning,
) -> Model:
    vocabulary = learn_vocabulary(texts)
    sparse = _regress(_matrix(vocabulary, texts), wanted, _SPARSE_C)
    if vectors is None:
        return Model(labels, vocabulary, sparse, None, None, tuning.sharpness)
    scale = _scale(vectors)
    dense = _regress(scale.apply(vectors), wanted, _DENSE_C)
    return Model(labels, vocabulary, sparse, dense, scale, tuning.sharpness, tuning.certain)


def _scale(vectors: Floats) -> Scale:
    length = math.sqrt(vectors.shape[1]) / _DENSE_LENGTH
    mean: Floats = vectors.mean(axis=0, keepdims=True)
    away = np.sqrt(np.square(vectors - mean).mean(axis=0, keepdims=True))
    spread: Floats = np.maximum(away * length, _LEAST_SPREAD).astype(np.float32)
    return Scale(mean[0], spread[0])


def _regress(features: Any, wanted: Rows, strength: float) -> Linear:
    untrained = LogisticRegression(C=strength, max_iter=300, random_state=_SEED)
    found: Any = untrained.fit(features, wanted)
    weights: Floats = found.coef_.T.astype(np.float32)
    bias: Floats = found.intercept_.astype(np.float32)
    if weights.shape[1] == 1:  # of two intents scikit-learn scores only the second
        return Linear(np.hstack([-weights, weights]), np.array([-bias[0], bias[0]], np.float32))
    return Linear(weights, bias)


def _matrix(vocabulary: Vocabulary, texts: Sequence[str]) -> Any:
    rows = [vocabulary.weigh(text) for text in texts]
    ends = np.cumsum([0, *(len(row.columns) for row in rows)])
    columns = np.concatenate([row.columns for row in rows])
    weights = np.concatenate([row.weights for row in rows])
    return csr_matrix((weights, columns, ends), shape=(len(rows), len(vocabulary.columns)))


def _calibrate(texts: Sequence[str], wanted: Rows, vectors: Floats | None) -> _Tuning:
    """Find on texts left out of training how far the probabilities must be sharpened."""
    folds = min(_FOLDS, int(np.bincount(wanted).min()))
    if folds < 2:
        return _Tuning()
    split = StratifiedKFold(folds, shuffle=True, random_state=_SEED)
    parts: Iterator[tuple[Rows, Rows]] = split.split(wanted, wanted)
    # One number is learned: one part of the examples tells it well enough.
    seen, unseen = next(parts)
    labels = tuple(str(label) for label in range(int(wanted.max()) + 1))
    part = None if vectors is None else vectors[seen]
    model = _fit(_some(texts, seen), wanted[seen], part, labels, _Tuning())
    held_out = None if vectors is None else vectors[unseen]
    both, alone = _opinions(model, _some(texts, unseen), held_out)
    sharpness = _best_sharpness(both, wanted[unseen]), _best_sharpness(alone, wanted[unseen])
    certain = certain_from(softmax(alone * sharpness[1]), both, wanted[unseen])
    return _Tuning(sharpness, certain)


def certain_from(alone: Floats, both: Floats, wanted: Rows) -> float:
    """Return the lowest probability from which words alone err hardly more than both halves.

    alone, both: chances of each text; wanted: the right columns. NEVER where even the surest err.
    """
    sure = alone.max(axis=1)
    surest_first = np.argsort(-sure, kind="stable")
    worse = (alone.argmax(axis=1) != wanted).astype(int) - (both.argmax(axis=1) != wanted)
    count = np.arange(1, len(sure) + 1)
    allowed = (np.cumsum(worse[surest_first]) <= _WORSE * count).nonzero()[0]
    return float(sure[surest_first][allowed[-1]]) if len(allowed) else NEVER


def _opinions(model: Model, texts: Sequence[str], vectors: Floats | None) -> tuple[Floats, Floats]:
    """Log-chances of each text: of words and sense together, and of words alone."""
    scores = _matrix(model.vocabulary, texts) @ model.sparse.weights + model.sparse.bias
    by_words = log_chances(scores)
    if vectors is None or model.dense is None or model.scale is None:
        return by_words, by_words
    by_sense = model.scale.apply(vectors) @ model.dense.weights + model.dense.bias
    return blend(by_words, log_chances(by_sense)), by_words


def _some(texts: Sequence[str], rows: Rows) -> list[str]:
    return [texts[int(row)] for row in rows]


def _best_sharpness(opinions: Floats, wanted: Rows) -> float:
    """Minimise the mean of -log(probability of the right intent)."""
    rows = np.arange(len(wanted))
    losses = [-log_chances(opinions * s)[rows, wanted].mean() for s in _SHARPNESS]
    return float(_SHARPNESS[int(np.argmin(losses))])
