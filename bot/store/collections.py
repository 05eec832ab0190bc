"""What a sync leaves beside products: collections, and products that are gone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from bot.store.changes import record_change
from bot.store.cut import fitting
from bot.store.tables.catalog import collection, collection_product, product


def known_from_graph(conn: Connection, catalog_id: int) -> set[str]:
    """Return Meta's ids of the products that came from Graph and are not removed."""
    query = select(product.c.meta_id).where(
        product.c.catalog_id == catalog_id,
        product.c.source == "graph",
        product.c.removed_at.is_(None),
        product.c.meta_id.is_not(None),
    )
    return {meta_id for meta_id in conn.execute(query).scalars() if meta_id}


def remove_products(conn: Connection, catalog_id: int, meta_ids: Sequence[str], at: int) -> None:
    """Mark products as removed; carts and orders keep what they know of them."""
    where = (product.c.catalog_id == catalog_id) & product.c.meta_id.in_(list(meta_ids))
    gone = update(product).where(where).values(removed_at=at, updated_at=at)
    for row in conn.execute(gone.returning(product.c.id, product.c.account_id)):
        record_change(conn, row.account_id, "product", str(row.id), at)


def keep_collections(
    conn: Connection, catalog_id: int, sets: Sequence[tuple[str, str, Sequence[str]]]
) -> None:
    """Replace the catalog's collections by (Meta id, name, Meta ids of the items)."""
    old = select(collection.c.id).where(collection.c.catalog_id == catalog_id)
    conn.execute(delete(collection_product).where(collection_product.c.collection_id.in_(old)))
    conn.execute(delete(collection).where(collection.c.catalog_id == catalog_id))
    for meta_id, name, members in sets:
        row = {"catalog_id": catalog_id, "meta_id": meta_id, "name": name}
        values = fitting(collection, row)
        made = conn.execute(insert(collection).values(values).returning(collection.c.id)).one()
        inside = select(product.c.id).where(
            product.c.catalog_id == catalog_id, product.c.meta_id.in_(list(members))
        )
        rows = [
            {"collection_id": made.id, "product_id": one} for one in conn.execute(inside).scalars()
        ]
        if rows:
            conn.execute(insert(collection_product), rows)
