"""The account's index in memory, kept up with the database by the change feed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from bot.catalog.encode import unpack
from bot.catalog.ports import FaqStore, ProductStore
from index.faq import FaqIndex
from index.types import Item, ProductIndex, Vectors

PAGE: Final = 1_000


class LivingIndex:
    """One account's products and FAQ, ready to be searched.

    Loaded page by page at the start; afterwards only what changed is read again.
    """

    def __init__(
        self, *, account_id: int, products: ProductStore, faq: FaqStore, model_id: str,
        index: ProductIndex, faq_index: FaqIndex,
    ) -> None:  # fmt: skip
        self.account_id = account_id
        self.index = index
        self.faq_index = faq_index
        self.loaded = asyncio.Event()
        self._products = products
        self._faq = faq
        self._model_id = model_id

    async def load(self, progress: Callable[[int], None] = lambda _: None) -> None:
        """Read the whole catalog and FAQ."""
        catalog_id, _ = await self._products.catalog(self.account_id)
        after, done = 0, 0
        while ids := await self._products.ids(catalog_id, after, PAGE):
            await self.refresh(ids)
            after, done = ids[-1], done + len(ids)
            progress(done)
        await self.refresh_faq()
        self.loaded.set()

    async def refresh(self, ids: Iterable[int]) -> None:
        """Read these products again: those that can be found are put in, the others taken out."""
        wanted = sorted(set(ids))
        catalog_id, _ = await self._products.catalog(self.account_id)
        for start in range(0, len(wanted), PAGE):
            await self._refresh_page(catalog_id, wanted[start : start + PAGE])

    async def _refresh_page(self, catalog_id: int, ids: Sequence[int]) -> None:
        items = await self._products.items(catalog_id, ids)
        found = [item.id for item in items]
        stored = await self._products.vectors(self._model_id, found)
        vectors = {product_id: unpack(vector) for product_id, vector in stored.items()}
        gone = sorted(set(ids) - set(found))
        await asyncio.to_thread(self._apply, items, vectors, gone)

    def _apply(self, items: list[Item], vectors: dict[int, Vectors], gone: list[int]) -> None:
        self.index.upsert(items, vectors)
        self.index.remove(gone)

    async def refresh_faq(self) -> None:
        """Read the FAQ again."""
        entries = await self._faq.all(self.account_id)
        await asyncio.to_thread(self.faq_index.load, entries)
