"""The catalog for the actions: actions.ports.Products over the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.ports import Shop
from actions.shop.product import Product
from bot.catalog.ports import Catalogued

# As many as one product list shows a section.
A_CATEGORY: Final = 10


class Shelf:
    """Products by SKU, by group and by category."""

    def __init__(self, products: Catalogued) -> None:
        self._products = products

    async def by_sku(self, shop: Shop, skus: Sequence[str]) -> list[Product]:
        return await self._products.by_sku(shop.account_id, skus)

    async def variants(self, shop: Shop, group: str) -> list[Product]:
        return await self._products.variants(shop.account_id, group)

    async def categories(self, shop: Shop) -> list[tuple[str, tuple[str, ...]]]:
        return await self._products.categories(shop.account_id, A_CATEGORY)
