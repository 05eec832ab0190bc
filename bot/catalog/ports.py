"""What the catalog room needs from the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from actions.shop.product import Product
from bot.catalog.values import Delivered, Source, Stored
from index.types import Faq, Item


class ProductStore(Protocol):
    """Products of an account's catalog."""

    async def catalog(self, account_id: int) -> tuple[int, str]:
        """Return the id and currency of the account's catalog, making it when missing."""
        ...

    async def upsert(self, catalog_id: int, batch: Sequence[Delivered], source: Source) -> Stored:
        """Add or change products in one commit; a SKU set by hand stays."""
        ...

    async def without_vector(
        self, catalog_id: int, model_id: str, limit: int
    ) -> list[tuple[Item, str]]:
        """Return items whose vector is missing or of an older text, with their text's hash."""
        ...

    async def keep_vectors(self, model_id: str, vectors: Mapping[int, tuple[str, bytes]]) -> None:
        """Store (text hash, fp16 bytes) by product id, and tell every process."""
        ...

    async def forget_vectors(self, catalog_id: int, but: str, limit: int) -> int:
        """Forget some vectors of every model but one; return how many."""
        ...

    async def items(self, catalog_id: int, ids: Sequence[int]) -> list[Item]:
        """Return the sendable, searchable items among these ids."""
        ...

    async def vectors(self, model_id: str, ids: Sequence[int]) -> dict[int, bytes]:
        """Return stored fp16 vectors by product id."""
        ...

    async def ids(self, catalog_id: int, after: int, limit: int) -> list[int]:
        """Return product ids greater than `after`, in order."""
        ...


class FaqStore(Protocol):
    """The shop's answers."""

    async def replace(self, account_id: int, entries: Sequence[Faq]) -> Stored:
        """Add or change entries by their id; others stay."""
        ...

    async def all(self, account_id: int) -> list[Faq]:
        """Return the active entries."""
        ...


class Catalogued(Protocol):
    """Products as the shop's rules see them."""

    async def by_sku(self, account_id: int, skus: Sequence[str]) -> list[Product]:
        """Return the products that exist, in the order asked for."""
        ...

    async def variants(self, account_id: int, group: str) -> list[Product]: ...

    async def categories(self, account_id: int, most: int) -> list[tuple[str, tuple[str, ...]]]: ...
