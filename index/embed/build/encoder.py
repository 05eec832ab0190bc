"""The weights under the names that transformers' BertModel expects."""

from collections.abc import Sequence

import numpy as np

from index.embed.build.weights import Floats, Weights

State = dict[str, Floats]

_LINEAR = (
    ("attention.self.query", "q"),
    ("attention.self.key", "k"),
    ("attention.self.value", "v"),
    ("attention.output.dense", "ao"),
    ("intermediate.dense", "fi"),
    ("output.dense", "fo"),
)
_NORMS = (("attention.output.LayerNorm", "aln"), ("output.LayerNorm", "oln"))


def encoder_state(weights: Weights, kept: Sequence[int]) -> State:
    """Every parameter of the encoder as float32, the word embeddings cut to the `kept` ids."""
    state = _embeddings(weights, kept)
    for layer in range(weights.shape.layers):
        state |= _layer(weights, layer)
    return state | _unused_pooler(weights.shape.hidden)


def _embeddings(weights: Weights, kept: Sequence[int]) -> State:
    shape = weights.shape
    words = weights.quantised("emb.word", shape.vocabulary, shape.hidden)
    return {
        "embeddings.word_embeddings.weight": words[list(kept)],
        "embeddings.position_embeddings.weight": weights.plain(
            "emb.pos", shape.positions, shape.hidden
        ),
        "embeddings.token_type_embeddings.weight": weights.plain(
            "emb.type", shape.types, shape.hidden
        ),
        "embeddings.LayerNorm.weight": weights.plain("emb.ln.w", shape.hidden),
        "embeddings.LayerNorm.bias": weights.plain("emb.ln.b", shape.hidden),
    }


def _layer(weights: Weights, layer: int) -> State:
    state: State = {}
    for ours, theirs in _LINEAR:
        rows, columns = _linear_shape(weights, theirs)
        name = f"encoder.layer.{layer}.{ours}"
        state[f"{name}.weight"] = weights.quantised(f"l{layer}.{theirs}.w", rows, columns)
        state[f"{name}.bias"] = weights.plain(f"l{layer}.{theirs}.b", rows)
    for ours, theirs in _NORMS:
        name = f"encoder.layer.{layer}.{ours}"
        state[f"{name}.weight"] = weights.plain(f"l{layer}.{theirs}.w", weights.shape.hidden)
        state[f"{name}.bias"] = weights.plain(f"l{layer}.{theirs}.b", weights.shape.hidden)
    return state


def _linear_shape(weights: Weights, name: str) -> tuple[int, int]:
    hidden, inner = weights.shape.hidden, weights.shape.feed_forward
    return {"fi": (inner, hidden), "fo": (hidden, inner)}.get(name, (hidden, hidden))


def _unused_pooler(hidden: int) -> State:
    """BertModel has a pooler that mean pooling never reads; zeros keep the loader silent."""
    zeros = np.zeros((hidden, hidden), np.float32)
    return {"pooler.dense.weight": zeros, "pooler.dense.bias": zeros[0].copy()}
