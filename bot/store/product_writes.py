"""Products as imports and syncs write them: only what changed, and every change told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.engine import RowMapping

from bot.catalog.values import Delivered, Source, Stored
from bot.store.changes import record_change
from bot.store.cut import cut
from bot.store.dialect import put
from bot.store.product_rows import differs, from_delivered
from bot.store.tables.catalog import catalog, product, product_vector


def find_catalog(conn: Connection, account_id: int, meta_id: str) -> tuple[int, str] | None:
    """Return (id, currency) of the account's catalog; None before there is one.

    Without a Meta id the newest counts: commands beside a simulation have no Meta settings.
    """
    query = select(catalog.c.id, catalog.c.currency).where(catalog.c.account_id == account_id)
    if meta_id:
        query = query.where(catalog.c.meta_id == meta_id)
    found = conn.execute(query.order_by(catalog.c.id.desc()).limit(1)).first()
    return None if found is None else (found.id, found.currency)


def ensure_catalog(conn: Connection, account_id: int, meta_id: str) -> tuple[int, str]:
    """Return (id, currency) of the account's catalog; a new one has no currency yet."""
    found = find_catalog(conn, account_id, meta_id)
    if found is not None:
        return found
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
        row = known.get(("meta", values["meta_id"])) or known.get(("sku", values["sku"]))
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
    found = cut(catalog.c.currency, next((one.currency for one in batch if one.currency), ""))
    conn.execute(update(catalog).where(catalog.c.id == catalog_id).values(currency=found))
    return found


def _known(
    conn: Connection, catalog_id: int, batch: Sequence[Delivered]
) -> dict[tuple[str, str | None], RowMapping]:
    skus = [cut(product.c.sku, one.sku) for one in batch]
    metas = [cut(product.c.meta_id, one.meta_id) for one in batch if one.meta_id]
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


def delete_vectors(conn: Connection, keys: Sequence[tuple[int, str]]) -> None:
    """Forget the vectors of these (product, model)."""
    table = product_vector.c
    mine = (table.product_id == bindparam("product"), table.model_id == bindparam("model"))
    told = [{"product": product_id, "model": model} for product_id, model in keys]
    conn.execute(delete(product_vector).where(*mine), told)
