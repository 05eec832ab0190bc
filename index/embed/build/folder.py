"""The sentence-transformers folder: weights, tokenizer and the few files that describe them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from index.embed.build.encoder import State
from index.embed.build.vocabulary import MAX_TOKENS
from index.embed.build.weights import Shape

_MODULES = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))


def write_folder(
    folder: Path, *, shape: Shape, state: State, tokenizer: Tokenizer, vocabulary: int
) -> None:
    """Write what SentenceTransformer(folder) loads: mean pooling, normalised, e5's prompts."""
    tensors = {name: np.ascontiguousarray(values) for name, values in state.items()}
    weights = folder / "model.safetensors"
    save_file(tensors, weights, metadata={"format": "pt"})
    weights.chmod(0o644)  # the writer leaves it to its owner alone; MODELS is shared
    tokenizer.save(str(folder / "tokenizer.json"))
    for name, content in _descriptions(shape, vocabulary).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1) + "\n")
    (folder / "2_Normalize").mkdir(exist_ok=True)


def _descriptions(
    shape: Shape, vocabulary: int
) -> Mapping[str, Mapping[str, object] | Sequence[object]]:
    return {
        "config.json": _encoder(shape, vocabulary),
        "tokenizer_config.json": _tokenizer(),
        "modules.json": _modules(),
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "similarity_fn_name": "cosine",
        },
    }


def _encoder(shape: Shape, vocabulary: int) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
        "pad_token_id": 1,
    }


def _tokenizer() -> dict[str, object]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_TOKENS,
        "bos_token": "<s>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
        "pad_token": "<pad>",
        "cls_token": "<s>",
        "sep_token": "</s>",
    }


def _modules() -> list[dict[str, object]]:
    return [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (path, kind) in enumerate(_MODULES)
    ]
