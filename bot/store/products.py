"""Products in the database: written by imports and syncs, read by actions and the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, insert, or_, select, update
from sqlalchemy.engine import RowMapping

from actions.shop.product import Product
from actions.shop.variants import told_apart
from bot.catalog.values import Delivered, Source, Stored
from bot.clock import Clock
from bot.store.changes import record_change
from bot.store.collections import keep_collections, known_from_graph, remove_products
from bot.store.database import Database
from bot.store.dialect import put
from bot.store.product_rows import differs, from_delivered, to_item, to_product
from bot.store.tables.catalog import catalog, product, product_vector
from index.types import Item

LOCAL = "local"


class SqlProducts:
    """bot.catalog.ports.ProductStore, and actions' products, over the database."""

    def __init__(self, database: Database, clock: Clock, meta_id: str = "") -> None:
        self._db = database
        self._clock = clock
        self._meta_id = meta_id or LOCAL

    async def catalog(self, account_id: int) -> tuple[int, str]:
        return await self._db.write(ensure_catalog, account_id, self._meta_id)

    async def upsert(self, catalog_id: int, batch: Sequence[Delivered], source: Source) -> Stored:
        return await self._db.write(upsert_products, catalog_id, batch, source, self._clock.now())

    async def without_vector(
        self, catalog_id: int, model_id: str, limit: int
    ) -> list[tuple[Item, str]]:
        return await self._db.read(items_without_vector, catalog_id, model_id, limit)

    async def keep_vectors(self, model_id: str, vectors: Mapping[int, tuple[str, bytes]]) -> None:
        await self._db.write(keep_vectors, model_id, vectors, self._clock.now())

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


def ensure_catalog(conn: Connection, account_id: int, meta_id: str) -> tuple[int, str]:
    """Return (id, currency) of the account's catalog; a new one has no currency yet."""
    where = and_(catalog.c.account_id == account_id, catalog.c.meta_id == meta_id)
    found = conn.execute(select(catalog.c.id, catalog.c.currency).where(where)).first()
    if found is not None:
        return found.id, found.currency
    values = {"account_id": account_id, "meta_id": meta_id, "name": "", "currency": ""}
    row = conn.execute(insert(catalog).values(values).returning(catalog.c.id)).one()
    return row.id, ""


def upsert_products(
    conn: Connection, catalog_id: int, batch: Sequence[Delivered], source: Source, at: int
) -> Stored:
    """Write one batch; what is as it was is left alone. Changed products reach the change feed."""
    home = conn.execute(select(catalog).where(catalog.c.id == catalog_id)).mappings().one()
    currency = home["currency"] or _first_currency(conn, catalog_id, batch)
    known = _known(conn, catalog_id, batch)
    added: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for one in batch:
        values = from_delivered(one, currency)
        row = known.get(("meta", one.meta_id)) or known.get(("sku", one.sku))
        if row is None:
            added.append(values)
        else:
            values = _kept_by_hand(row, values)
            if differs(row, values):
                changed.append({**values, "row_id": row["id"]})
    ids = _insert(conn, home, added, source, at) + _update(conn, changed, source, at)
    for product_id in ids:
        record_change(conn, home["account_id"], "product", str(product_id), at)
    return Stored(len(added), len(changed), len(batch) - len(added) - len(changed))


def _first_currency(conn: Connection, catalog_id: int, batch: Sequence[Delivered]) -> str:
    found = next((one.currency for one in batch if one.currency), "")
    conn.execute(update(catalog).where(catalog.c.id == catalog_id).values(currency=found))
    return found


def _known(
    conn: Connection, catalog_id: int, batch: Sequence[Delivered]
) -> dict[tuple[str, str | None], RowMapping]:
    skus = [one.sku for one in batch]
    metas = [one.meta_id for one in batch if one.meta_id]
    matches = or_(product.c.sku.in_(skus), product.c.meta_id.in_(metas))
    where = and_(product.c.catalog_id == catalog_id, matches)
    known: dict[tuple[str, str | None], RowMapping] = {}
    for row in conn.execute(select(product).where(where)).mappings():
        known["sku", row["sku"]] = row
        if row["meta_id"]:
            known["meta", row["meta_id"]] = row
    return known


def _kept_by_hand(row: RowMapping, values: dict[str, Any]) -> dict[str, Any]:
    """A SKU that a person set survives; so does Meta's id when a feed knows none."""
    kept = dict(values)
    if row["sku_by_hand"]:
        kept["sku"] = row["sku"]
    if kept["meta_id"] is None:
        kept["meta_id"] = row["meta_id"]
    return kept


def _insert(
    conn: Connection, home: RowMapping, added: list[dict[str, Any]], source: Source, at: int
) -> list[int]:
    if not added:
        return []
    fixed = {"account_id": home["account_id"], "catalog_id": home["id"]}
    rows = [{**values, **fixed, "source": source, "updated_at": at} for values in added]
    made = conn.execute(insert(product).returning(product.c.id), rows)
    return list(made.scalars())


def _update(conn: Connection, changed: list[dict[str, Any]], source: Source, at: int) -> list[int]:
    if not changed:
        return []
    columns: dict[str, Any] = {name: bindparam(name) for name in changed[0] if name != "row_id"}
    columns |= {"source": source, "updated_at": at}
    statement = update(product).where(product.c.id == bindparam("row_id")).values(columns)
    conn.execute(statement, changed)
    return [values["row_id"] for values in changed]


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


def keep_vectors(
    conn: Connection, model_id: str, vectors: Mapping[int, tuple[str, bytes]], at: int
) -> None:
    """Store (text hash, fp16 bytes) by product id; a product that is gone is left out."""
    where = product.c.id.in_(list(vectors))
    for row in conn.execute(select(product.c.id, product.c.account_id).where(where)).all():
        text_hash, vector = vectors[row.id]
        keys = {"product_id": row.id, "model_id": model_id}
        put(conn, product_vector, keys, {"text_hash": text_hash, "vector": vector})
        record_change(conn, row.account_id, "product", str(row.id), at)


def items_by_id(conn: Connection, catalog_id: int, ids: Sequence[int]) -> list[Item]:
    """Return the findable items among these ids; the others must leave the index."""
    query = _findable(catalog_id).where(product.c.id.in_(list(ids)))
    return [to_item(row) for row in conn.execute(query).mappings()]


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


def products_where(conn: Connection, condition: Any, account_id: int) -> list[Product]:
    """Return the account's products that fulfil a condition, cheapest first, then by size."""
    joined = product.join(catalog, catalog.c.id == product.c.catalog_id)
    query = (
        select(product, catalog.c.currency.label("catalog_currency"))
        .select_from(joined)
        .where(product.c.account_id == account_id, condition)
        .order_by(product.c.price, product.c.id)
    )
    return [to_product(row) for row in conn.execute(query).mappings()]


def products_by_sku(conn: Connection, account_id: int, skus: Sequence[str]) -> list[Product]:
    """Return products, each with what tells it from its siblings."""
    found = products_where(conn, product.c.sku.in_(list(skus)), account_id)
    groups = {one.group for one in found if one.group}
    told = {one.sku: one for one in families(conn, account_id, sorted(groups))}
    return [told.get(one.sku, one) for one in found]


def families(conn: Connection, account_id: int, groups: Sequence[str]) -> list[Product]:
    """Return every variant of the groups that is still in the catalog, told from its siblings."""
    where = and_(product.c.group_key.in_(groups), product.c.removed_at.is_(None))
    siblings: dict[str, list[Product]] = {}
    for one in products_where(conn, where, account_id) if groups else ():
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
