"""Trying a built model before anything may use it."""

from pathlib import Path

import numpy as np
import onnxruntime
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

from index.embed.build import onnx_file
from index.embed.build.errors import BuildError
from index.embed.build.weights import Floats

QUERY = "query: busco tenis para correr del 27"
NEAR = "passage: Zapatillas de running para hombre"
FAR = "passage: Cafetera italiana de aluminio"
OTHERS = ("query: quanto custa a camiseta azul?", "passage: Running shoes, size 9 US")
LEAST_AGREEMENT = 0.98
"""Smallest cosine between the float32 folder and the int8 file; 0.997 is usual."""


def verify(folder: Path) -> None:
    """BuildError unless both forms agree and put a shoe nearer to a shoe than to a coffee pot."""
    texts = [QUERY, NEAR, FAR, *OTHERS]
    reference, quantised = _encode_folder(folder, texts), _encode_onnx(folder, texts)
    agreement = float((reference * quantised).sum(axis=1).min())
    if agreement < LEAST_AGREEMENT:
        raise BuildError(f"the int8 file strays from the float32 folder (cosine {agreement:.3f})")
    query, near, far = quantised[:3]
    if not float(query @ near) > float(query @ far):
        raise BuildError("the built model does not tell running shoes from a coffee pot")


def _encode_folder(folder: Path, texts: list[str]) -> Floats:
    model = SentenceTransformer(str(folder), device="cpu")
    return np.asarray(model.encode(texts, show_progress_bar=False), np.float32)


def _encode_onnx(folder: Path, texts: list[str]) -> Floats:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_padding(pad_id=1, pad_token="<pad>")  # noqa: S106
    session = onnxruntime.InferenceSession(str(folder / onnx_file.FILE))
    encoded = tokenizer.encode_batch(texts)
    ids = np.array([text.ids for text in encoded], np.int64)
    mask = np.array([text.attention_mask for text in encoded], np.int64)
    (vectors,) = session.run([onnx_file.OUTPUT], {"input_ids": ids, "attention_mask": mask})
    return np.asarray(vectors, np.float32)
