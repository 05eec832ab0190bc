"""`catalog import`: a feed file into the account's catalog, bad rows named, the rest kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from bot.catalog.feed import read_feed
from bot.catalog.ports import ProductStore
from bot.catalog.read_row import BadRowError, read_row
from bot.catalog.values import Delivered, Stored

BATCH: Final = 500
MOST_NAMED: Final = 100


@dataclass(slots=True)
class Imported:
    """What an import did. bad: (place, why) of the first bad rows; refused: how many in all."""

    stored: Stored = field(default_factory=Stored)
    refused: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    def refuse(self, place: int, why: str) -> None:
        """Count a bad row and keep its reason, up to MOST_NAMED."""
        self.refused += 1
        if len(self.bad) < MOST_NAMED:
            self.bad.append((place, why))


async def import_feed(
    path: Path, store: ProductStore, account_id: int, progress: Callable[[int], None]
) -> Imported:
    """Import a feed file. progress gets the number of rows read so far.

    FeedError when the file is no feed. Products that the file does not name stay as they are.
    """
    catalog_id, currency = await store.catalog(account_id)
    result = Imported()
    rows = _products(path, currency, result)
    read = 0
    while batch := await asyncio.to_thread(lambda: list(islice(rows, BATCH))):
        result.stored += await store.upsert(catalog_id, batch, "feed")
        read += len(batch)
        progress(read + result.refused)
    return result


def _products(path: Path, currency: str, result: Imported) -> Iterator[Delivered]:
    seen: dict[str, int] = {}
    for row in read_feed(path):
        try:
            product = read_row(row.values, currency or None)
        except BadRowError as error:
            result.refuse(row.place, str(error))
            continue
        if product.sku in seen:
            result.refuse(
                row.place, f"SKU {product.sku} stands in line {seen[product.sku]} already"
            )
            continue
        seen[product.sku] = row.place
        yield product
