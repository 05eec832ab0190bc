"""Texts to vectors: the built embedding model behind the Embedder Protocol.

Owns models and their vectors' scale. Knows neither products nor customers, and is light to
import: Rasa's environment, which has no torch, loads the same ONNX file through it.
"""

from index.embed.errors import EmbedderError
from index.embed.opening import open_embedder

__all__ = ["EmbedderError", "open_embedder"]
