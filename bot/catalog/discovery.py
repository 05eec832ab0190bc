"""Search and answers for the actions: the living index behind their ports, off the loop."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from actions.ports import Shop
from actions.shop.product import Product
from bot.catalog.living import LivingIndex
from bot.catalog.ports import Catalogued
from index.facts import answer_from_facts
from index.types import Answer, Asked, Embedder, Fact, Filters, Found, Item, Query, Vectors
from nlu.text import guess_language

CACHED: Final = 512
T = TypeVar("T")
# Returns an account's index once it is loaded.
Living = Callable[[int], Awaitable[LivingIndex]]


class QueryEncoder:
    """Encodes what customers write, once: understanding and search share the vector."""

    def __init__(self, embedder: Embedder, threads: ThreadPoolExecutor) -> None:
        self._embedder = embedder
        self._threads = threads
        self._kept: OrderedDict[str, Vectors] = OrderedDict()

    async def __call__(self, text: str) -> Vectors:
        """Return the text's query vector, shape (1, n)."""
        if text not in self._kept:
            vector = await self.off_loop(lambda: self._embedder.queries([text]))
            self._kept[text] = vector
            if len(self._kept) > CACHED:
                self._kept.popitem(last=False)
        return self._kept[text]

    async def off_loop(self, work: Callable[[], T]) -> T:
        """Run work that burns CPU in the search threads."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


class LivingDiscovery:
    """actions.ports.Discovery over the living indexes."""

    def __init__(self, indexes: Living, encode: QueryEncoder) -> None:
        self._living = indexes
        self._encode = encode

    async def search(
        self, shop: Shop, text: str, filters: Filters = Filters(), *, limit: int = 10,
        parse: bool = True,
    ) -> Found:  # fmt: skip
        query = Query(
            text=text,
            filters=filters,
            limit=limit,
            country=shop.country,
            language=guess_language(text),
            vector=await self._encode(text),
            parse=parse,
        )
        living = await self._living(shop.account_id)
        return await self._encode.off_loop(lambda: living.index.search(query))

    async def exact(self, shop: Shop, text: str) -> str | None:
        living = await self._living(shop.account_id)
        item = await self._encode.off_loop(lambda: living.index.exact(text))
        return item.sku if item else None

    async def similar(self, shop: Shop, sku: str, *, limit: int = 3) -> list[str]:
        living = await self._living(shop.account_id)
        item = await self._encode.off_loop(lambda: living.index.exact(sku))
        if item is None:
            return []
        found = await self._near(shop, item, 10 * limit)
        groups: dict[str, str] = {}
        for hit in found.hits:
            groups.setdefault(hit.group or hit.sku, hit.sku)
        groups.pop(item.group or item.sku, None)
        return list(groups.values())[:limit]

    async def _near(self, shop: Shop, item: Item, limit: int) -> Found:
        text = f"{item.name} {item.category.rpartition('>')[2]}".strip()
        filters = Filters(in_stock=True, exclude=frozenset([item.sku]))
        return await self.search(shop, text, filters, limit=limit, parse=False)


class LivingAnswers:
    """actions.ports.Answers over product facts and the FAQ."""

    def __init__(
        self,
        indexes: Living,
        products: Catalogued,
        embedder: Embedder,
        encode: QueryEncoder,
    ) -> None:
        self._living = indexes
        self._products = products
        self._embedder = embedder
        self._encode = encode

    async def about_product(self, shop: Shop, sku: str, question: str) -> Answer | None:
        found: Sequence[Product] = await self._products.by_sku(shop.account_id, [sku])
        if not found:
            return None
        asked = Asked(question, await self._encode(question))
        fact = fact_of(found[0])
        return await self._encode.off_loop(lambda: answer_from_facts(asked, fact, self._embedder))

    async def about_shop(self, shop: Shop, question: str) -> Answer | None:
        asked = Asked(question, await self._encode(question))
        living = await self._living(shop.account_id)
        return await self._encode.off_loop(lambda: living.faq_index.answer(asked))


def fact_of(product: Product) -> Fact:
    """Return what the product's own data say about it."""
    own = [("color", product.colour), ("talla", product.size), ("material", product.material)]
    own += [("marca", product.brand), ("categoría", product.category)]
    known = [(name, value) for name, value in own if value]
    return Fact(product.sku, product.name, (*product.attributes, *known), product.description)
