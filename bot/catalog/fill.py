"""At the start: what another model or another way of telling products left to make and forget."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from bot.catalog.encode import encode_missing, forget_replaced
from bot.catalog.ports import ProductStore
from index.types import Embedder

log = logging.getLogger(__name__)


class Filling:
    """Encodes what an account's catalog lacks, beside everything else; words find it until then."""

    def __init__(self, store: ProductStore, embedder: Embedder, account_id: int) -> None:
        self._store = store
        self._embedder = embedder
        self._account_id = account_id
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin; nothing waits for the end."""
        self._task = asyncio.create_task(self._fill(), name="filling vectors")

    async def stop(self) -> None:
        """Leave off; what is encoded stays, the next start goes on."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _fill(self) -> None:
        try:
            catalog_id, _ = await self._store.catalog(self._account_id)
            done = await encode_missing(self._store, self._embedder, catalog_id, lambda _: None)
            forgotten = await forget_replaced(self._store, self._embedder, catalog_id)
        except Exception:
            log.exception("vectors are missing still: `millennium index build` makes them")
        else:
            if done:
                log.info("%d products were encoded that had no vector of this model", done)
            if forgotten:
                log.info("%d vectors of another model were forgotten", forgotten)
