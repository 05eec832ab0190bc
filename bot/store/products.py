"""Products in the database: written by imports and syncs, read by actions and the index."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, or_, select
from sqlalchemy.sql import ClauseElement

from actions.shop.product import Product
from actions.shop.variants import told_apart
from bot.catalog.values import Delivered, Source, Stored
from bot.clock import Clock
from bot.store.collections import keep_collections, known_from_graph, remove_products
from bot.store.database import Database
from bot.store.dialect import one_of
from bot.store.prepared import prepared
from bot.store.product_rows import to_item, to_product
from bot.store.product_writes import (
    delete_vectors,
    ensure_catalog,
    find_catalog,
    keep_vectors,
    upsert_products,
)
from bot.store.tables.catalog import catalog, product, product_vector
from index.types import Item

LOCAL = "local"


@prepared
def _by_sku(conn: Connection) -> ClauseElement:
    return _products(one_of(conn, product.c.sku, "skus"))


@prepared
def _in_groups(conn: Connection) -> ClauseElement:
    return _products(one_of(conn, product.c.group_key, "groups") & product.c.removed_at.is_(None))


def _products(condition: ColumnElement[bool]) -> ClauseElement:
    """An account's products that fulfil a condition, cheapest first, then by size."""
    joined = product.join(catalog, catalog.c.id == product.c.catalog_id)
    return (
        select(product, catalog.c.currency.label("catalog_currency"))
        .select_from(joined)
        .where(product.c.account_id == bindparam("account_id"), condition)
        .order_by(product.c.price, product.c.id)
    )


# Of an account that has no catalog yet: no product is in it.
NO_CATALOG: Final = (0, "")


class SqlProducts:
    """bot.catalog.ports.ProductStore, and actions' products, over the database."""

    def __init__(
        self, database: Database, clock: Clock, meta_id: str = "", *, read_only: bool = False
    ) -> None:
        self._db = database
        self._clock = clock
        self._meta_id = meta_id
        self._read_only = read_only

    async def catalog(self, account_id: int) -> tuple[int, str]:
        """Return (id, currency) of the configured catalog; without one, of the newest.

        Commands that only read must not make one: to them what is not there is empty.
        """
        found = await self._db.read(find_catalog, account_id, self._meta_id)
        if found is None and self._read_only:
            return NO_CATALOG
        return found or await self._db.write(ensure_catalog, account_id, self._meta_id or LOCAL)

    async def upsert(self, catalog_id: int, batch: Sequence[Delivered], source: Source) -> Stored:
        return await self._db.write(upsert_products, catalog_id, batch, source, self._clock.now())

    async def without_vector(
        self, catalog_id: int, model_id: str, limit: int
    ) -> list[tuple[Item, str]]:
        return await self._db.read(items_without_vector, catalog_id, model_id, limit)

    async def keep_vectors(self, model_id: str, vectors: Mapping[int, tuple[str, bytes]]) -> None:
        await self._db.write(keep_vectors, model_id, vectors, self._clock.now())

    async def forget_vectors(self, catalog_id: int, but: str, limit: int) -> int:
        stale = await self._db.read(stale_vectors, catalog_id, but, limit)
        if stale:
            await self._db.write(delete_vectors, stale)
        return len(stale)

    async def items(self, catalog_id: int, ids: Sequence[int]) -> list[Item]:
        return await self._db.read(items_by_id, catalog_id, ids)

    async def vectors(self, model_id: str, ids: Sequence[int]) -> dict[int, bytes]:
        return await self._db.read(vectors_by_id, model_id, ids)

    async def ids(self, catalog_id: int, after: int, limit: int) -> list[int]:
        return await self._db.read(ids_after, catalog_id, after, limit)

    async def by_sku(self, account_id: int, skus: Sequence[str]) -> list[Product]:
        """Return the account's products in the order asked for; unknown SKUs are left out."""
        found = await self._db.read(products_by_sku, account_id, skus)
        by_sku = {one.sku: one for one in found}
        return [by_sku[sku] for sku in dict.fromkeys(skus) if sku in by_sku]

    async def variants(self, account_id: int, group: str) -> list[Product]:
        """Return every variant of a group that is still in the catalog."""
        return await self._db.read(families, account_id, [group])

    async def counts(self, account_id: int) -> tuple[int, int]:
        """Return how many products there are, and how many of them can be sent."""
        return await self._db.read(count_products, account_id)

    async def unsendable(self, account_id: int, limit: int) -> list[tuple[str, str, str]]:
        """Return (SKU, name, reason's code) of products that cannot be sent."""
        return await self._db.read(unsendable_products, account_id, limit)

    async def known_from_graph(self, catalog_id: int) -> set[str]:
        return await self._db.read(known_from_graph, catalog_id)

    async def remove(self, catalog_id: int, meta_ids: Sequence[str]) -> None:
        await self._db.write(remove_products, catalog_id, meta_ids, self._clock.now())

    async def keep_collections(
        self, catalog_id: int, sets: Sequence[tuple[str, str, Sequence[str]]]
    ) -> None:
        await self._db.write(keep_collections, catalog_id, sets)

    async def categories(self, account_id: int, most: int) -> list[tuple[str, tuple[str, ...]]]:
        """Return categories with up to `most` sendable SKUs each, one a group, largest first."""
        return await self._db.read(categories, account_id, most)


def _findable(catalog_id: int) -> Select[Any]:
    return select(product).where(
        product.c.catalog_id == catalog_id,
        product.c.unsendable.is_(None),
        product.c.removed_at.is_(None),
        product.c.searchable,
    )


def items_without_vector(
    conn: Connection, catalog_id: int, model_id: str, limit: int
) -> list[tuple[Item, str]]:
    """Return findable items whose vector is missing or of an older text, and the text's hash."""
    joined = product.outerjoin(
        product_vector,
        and_(product_vector.c.product_id == product.c.id, product_vector.c.model_id == model_id),
    )
    stale = or_(
        product_vector.c.product_id.is_(None),
        product_vector.c.text_hash != product.c.text_hash,
    )
    query = _findable(catalog_id).select_from(joined).where(stale)
    rows = conn.execute(query.order_by(product.c.id).limit(limit)).mappings()
    return [(to_item(row), row["text_hash"]) for row in rows]


def items_by_id(conn: Connection, catalog_id: int, ids: Sequence[int]) -> list[Item]:
    """Return the findable items among these ids; the others must leave the index."""
    query = _findable(catalog_id).where(product.c.id.in_(list(ids)))
    return [to_item(row) for row in conn.execute(query).mappings()]


def stale_vectors(conn: Connection, catalog_id: int, but: str, limit: int) -> list[tuple[int, str]]:
    """Return (product, model) of a catalog's vectors that are of another model than this one."""
    mine = select(product.c.id).where(product.c.catalog_id == catalog_id)
    query = select(product_vector.c.product_id, product_vector.c.model_id).where(
        product_vector.c.model_id != but, product_vector.c.product_id.in_(mine)
    )
    return [(row.product_id, row.model_id) for row in conn.execute(query.limit(limit))]


def vectors_by_id(conn: Connection, model_id: str, ids: Sequence[int]) -> dict[int, bytes]:
    """Return the stored vectors among these ids, whatever text they were made from."""
    query = select(product_vector.c.product_id, product_vector.c.vector).where(
        product_vector.c.model_id == model_id, product_vector.c.product_id.in_(list(ids))
    )
    return {row.product_id: row.vector for row in conn.execute(query)}


def ids_after(conn: Connection, catalog_id: int, after: int, limit: int) -> list[int]:
    """Return product ids greater than `after`, in order, at most `limit`."""
    query = select(product.c.id).where(product.c.catalog_id == catalog_id, product.c.id > after)
    return list(conn.execute(query.order_by(product.c.id).limit(limit)).scalars())


def products_with(conn: Connection, account_id: int, skus: Collection[str]) -> list[Product]:
    """Return the account's products with these SKUs, cheapest first."""
    rows = _by_sku.rows(conn, account_id=account_id, skus=list(skus)) if skus else ()
    return [to_product(row) for row in rows]


def products_by_sku(conn: Connection, account_id: int, skus: Sequence[str]) -> list[Product]:
    """Return products, each with what tells it from its siblings."""
    found = products_with(conn, account_id, skus)
    groups = {one.group for one in found if one.group}
    told = {one.sku: one for one in families(conn, account_id, sorted(groups))}
    return [told.get(one.sku, one) for one in found]


def families(conn: Connection, account_id: int, groups: Sequence[str]) -> list[Product]:
    """Return every variant of the groups that is still in the catalog, told from its siblings."""
    siblings: dict[str, list[Product]] = {}
    if groups:
        rows = _in_groups.rows(conn, account_id=account_id, groups=list(groups))
        for one in map(to_product, rows):
            siblings.setdefault(one.group or "", []).append(one)
    return [one for family in siblings.values() for one in told_apart(family)]


def categories(conn: Connection, account_id: int, most: int) -> list[tuple[str, tuple[str, ...]]]:
    """Return top categories with up to `most` sendable, in-stock SKUs each, one a group."""
    query = (
        select(product.c.category, product.c.sku, product.c.group_key)
        .where(
            product.c.account_id == account_id,
            product.c.unsendable.is_(None),
            product.c.removed_at.is_(None),
            product.c.availability != "out of stock",
            or_(product.c.stock.is_(None), product.c.stock > 0),
        )
        .order_by(product.c.id)
    )
    found: dict[str, dict[str, str]] = {}
    for row in conn.execute(query):
        top = row.category.split(">")[0].strip() or "Otros"
        found.setdefault(top, {}).setdefault(row.group_key or row.sku, row.sku)
    ranked = sorted(found.items(), key=lambda one: -len(one[1]))
    return [(name, tuple(groups.values())[:most]) for name, groups in ranked]


def count_products(conn: Connection, account_id: int) -> tuple[int, int]:
    """Return how many products an account has, and how many of them can be sent."""
    there = and_(product.c.account_id == account_id, product.c.removed_at.is_(None))
    sendable = func.count().filter(product.c.unsendable.is_(None))
    row = conn.execute(select(func.count(), sendable).where(there)).one()
    return int(row[0]), int(row[1])


def unsendable_products(
    conn: Connection, account_id: int, limit: int
) -> list[tuple[str, str, str]]:
    """Return (SKU, name, reason's code) of products that cannot be sent, by SKU."""
    query = (
        select(product.c.sku, product.c.name, product.c.unsendable)
        .where(
            product.c.account_id == account_id,
            product.c.removed_at.is_(None),
            product.c.unsendable.is_not(None),
        )
        .order_by(product.c.sku)
        .limit(limit)
    )
    return [(row.sku, row.name, row.unsendable) for row in conn.execute(query)]
