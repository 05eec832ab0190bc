"""`catalog sync`: what Meta's catalog holds becomes what the shop sells.

Only what came from Graph or is in its answer changes. An empty or much smaller answer
removes nothing: it is more likely a fault than a shop that sold out overnight.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from bot.catalog.graph import read_item
from bot.catalog.values import Delivered, Source, Stored

BATCH: Final = 200
# Below this share of what was known the answer is not believed.
LEAST_SHARE: Final = 0.5


class SecondCatalogError(Exception):
    """A WABA is connected to another catalog already; Meta allows one."""


class GraphCatalog(Protocol):
    """The Graph API as a sync needs it."""

    def products(self, catalog_id: str) -> AsyncIterator[Mapping[str, Any]]:
        """Yield every item of the catalog, page after page."""
        ...

    def sets(self, catalog_id: str) -> AsyncIterator[Mapping[str, Any]]:
        """Yield the catalog's product sets: id and name."""
        ...

    def set_products(self, set_id: str) -> AsyncIterator[Mapping[str, Any]]:
        """Yield the items of one set."""
        ...


class SyncStore(Protocol):
    """The database as a sync needs it."""

    async def catalog(self, account_id: int) -> tuple[int, str]: ...
    async def upsert(
        self, catalog_id: int, batch: Sequence[Delivered], source: Source
    ) -> Stored: ...
    async def known_from_graph(self, catalog_id: int) -> set[str]:
        """Return Meta's ids of the products that came from Graph and are not removed."""
        ...

    async def remove(self, catalog_id: int, meta_ids: Sequence[str]) -> None:
        """Mark products as removed from the catalog."""
        ...

    async def keep_collections(
        self, catalog_id: int, sets: Sequence[tuple[str, str, Sequence[str]]]
    ) -> None:
        """Replace the collections: (meta id, name, meta ids of items)."""
        ...


@dataclass(slots=True)
class Synced:
    """What a sync did. doubtful: the answer was too small to remove anything by it."""

    stored: Stored = field(default_factory=Stored)
    removed: int = 0
    doubtful: bool = False
    without_sku: int = 0
    seen: set[str] = field(default_factory=set[str])


async def sync_catalog(
    graph: GraphCatalog,
    store: SyncStore,
    account_id: int,
    meta_id: str,
    progress: Callable[[int], None],
) -> Synced:
    """Bring the account's catalog up to Meta's. progress gets the number of items read."""
    catalog_id, _ = await store.catalog(account_id)
    known = await store.known_from_graph(catalog_id)
    result = Synced()
    batch: list[Delivered] = []
    async for item in graph.products(meta_id):
        _take(read_item(item), batch, result)
        if len(batch) == BATCH:
            result.stored += await store.upsert(catalog_id, batch, "graph")
            batch.clear()
            progress(len(result.seen))
    result.stored += await store.upsert(catalog_id, batch, "graph")
    progress(len(result.seen))
    await _remove_gone(store, catalog_id, known, result)
    await _collections(graph, store, catalog_id, meta_id)
    return result


def _take(product: Delivered, batch: list[Delivered], result: Synced) -> None:
    """Without a content id nothing can be sent; the item is counted, Meta's id stands in."""
    if not product.meta_id:
        return
    result.seen.add(product.meta_id)
    if not product.sku:
        result.without_sku += 1
        return
    batch.append(product)


async def _remove_gone(store: SyncStore, catalog_id: int, known: set[str], result: Synced) -> None:
    gone = known - result.seen
    if gone and len(result.seen & known) < LEAST_SHARE * len(known):
        result.doubtful = True
        return
    if gone:
        await store.remove(catalog_id, sorted(gone))
        result.removed = len(gone)


async def _collections(
    graph: GraphCatalog, store: SyncStore, catalog_id: int, meta_id: str
) -> None:
    sets: list[tuple[str, str, Sequence[str]]] = []
    async for one in graph.sets(meta_id):
        members = [str(item["id"]) async for item in graph.set_products(str(one["id"]))]
        sets.append((str(one["id"]), str(one.get("name", "")), members))
    await store.keep_collections(catalog_id, sets)


def refuse_second(waba: str, connected: Sequence[str], wanted: str) -> None:
    """Raise SecondCatalogError when the WABA already has another catalog, naming it."""
    others = [one for one in connected if one != wanted]
    if others:
        raise SecondCatalogError(
            f"WhatsApp Business account {waba} is connected to catalog {others[0]} already; "
            f"disconnect it in Commerce Manager before connecting {wanted}"
        )
