"""Product texts become vectors once, kept in the database for every process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

import numpy as np

from bot.catalog.ports import ProductStore
from index.passage import encode, vector_id
from index.types import Embedder, Vectors

# Large enough that commits cost little, small enough that progress moves.
BATCH: Final = 64
# Vectors forgotten in one commit, and the seconds after it in which others have the database.
FORGOTTEN: Final = 200
PAUSE: Final = 0.02


async def encode_missing(
    store: ProductStore, embedder: Embedder, catalog_id: int, progress: Callable[[int], None]
) -> int:
    """Encode every findable product whose vector is missing or of an older text.

    progress gets how many are done; returns how many there were.
    """
    done, name = 0, vector_id(embedder)
    while waiting := await store.without_vector(catalog_id, name, BATCH):
        vectors = await asyncio.to_thread(encode, [item for item, _ in waiting], embedder)
        named = zip(waiting, vectors, strict=True)
        kept = {item.id: (text_hash, pack(vector)) for (item, text_hash), vector in named}
        await store.keep_vectors(name, kept)
        done += len(waiting)
        progress(done)
    return done


async def forget_replaced(store: ProductStore, embedder: Embedder, catalog_id: int) -> int:
    """Forget the vectors that another model left behind, a few at a time; return how many.

    Only once the present model's are all there: until then they cost no more than their room.
    """
    done, name = 0, vector_id(embedder)
    while forgotten := await store.forget_vectors(catalog_id, name, FORGOTTEN):
        done += forgotten
        await asyncio.sleep(PAUSE)
    return done


def pack(vector: Vectors) -> bytes:
    """Write one vector as little-endian fp16."""
    return vector.astype("<f2").tobytes()


def unpack(stored: bytes) -> Vectors:
    """Read one vector back."""
    return np.frombuffer(stored, dtype="<f2").astype(np.float32)
