"""Search for the API: the shop's own discovery, with the products it found."""

from __future__ import annotations

from actions.ports import Discovery
from bot.accounts.shop import shop_from
from bot.catalog.ports import Catalogued
from bot.console.api.ports import Hit, SettingStore


class DiscoveryFinder:
    """bot.console.api.ports.ProductFinder over the index that customers search."""

    def __init__(self, discovery: Discovery, products: Catalogued, settings: SettingStore) -> None:
        self._discovery = discovery
        self._products = products
        self._settings = settings

    async def find(self, account_id: int, query: str, limit: int) -> list[Hit]:
        shop = shop_from(account_id, await self._settings.read(account_id), "")
        found = await self._discovery.search(shop, query, limit=limit)
        scores = {hit.sku: hit.score for hit in found.hits}
        products = await self._products.by_sku(account_id, list(scores))
        return [Hit(product, scores[product.sku]) for product in products]
