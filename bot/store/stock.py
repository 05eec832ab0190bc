"""What is on the shelf: products for a checkout, pieces taken and given back with an order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update

from actions.shop.cart import CartLine
from actions.shop.product import Product
from bot.store.changes import record_change
from bot.store.dialect import for_update
from bot.store.products import products_with
from bot.store.tables.catalog import product


class ShortageError(Exception):
    """These SKUs are not there any more in the quantity that was wanted."""

    def __init__(self, skus: Sequence[str]) -> None:
        super().__init__(f"not in stock any more: {', '.join(skus)}")
        self.skus = tuple(skus)


def shelf(conn: Connection, account_id: int, skus: Sequence[str]) -> dict[str, Product]:
    """Return the account's products by SKU; unknown ones are left out.

    A SKU that an account has in two catalogs is the one that can be sent, then the cheaper.
    """
    known: dict[str, Product] = {}
    for one in products_with(conn, account_id, skus):
        before = known.get(one.sku)
        if before is None or (before.unsendable is not None and one.unsendable is None):
            known[one.sku] = one
    return known


def shortages(conn: Connection, account_id: int, lines: Sequence[CartLine]) -> tuple[str, ...]:
    """Return the SKUs that cannot be handed over. Locks the rows until the commit.

    For goods that are paid: only what lies on the shelf counts, not whether Meta would show it.
    """
    left = _counted(conn, account_id, [line.sku for line in lines])
    return tuple(line.sku for line in lines if not _enough(left, line))


def _enough(left: dict[str, tuple[bool, int | None]], line: CartLine) -> bool:
    there, stock = left.get(line.sku, (False, None))
    return there and (stock is None or stock >= line.quantity)


def _counted(
    conn: Connection, account_id: int, skus: list[str]
) -> dict[str, tuple[bool, int | None]]:
    rows = _shown(conn, account_id, skus)
    return {
        sku: (row.availability != "out of stock", row.stock)
        for sku, row in rows.items()
        if row.removed_at is None
    }


def _shown(conn: Connection, account_id: int, skus: Sequence[str]) -> dict[str, Row[Any]]:
    """Return each SKU's row as `shelf` chooses it among catalogs, locked until the commit."""
    mine = (product.c.account_id == account_id, product.c.sku.in_(list(skus)))
    rows = conn.execute(for_update(conn, select(product).where(*mine).order_by(product.c.id))).all()
    return {row.sku: row for row in sorted(rows, key=_rank, reverse=True)}


def _rank(row: Row[Any]) -> tuple[bool, bool, int, int]:
    return row.removed_at is not None, row.unsendable is not None, row.price or 0, row.id


def take(conn: Connection, account_id: int, lines: Sequence[CartLine], at: int) -> None:
    """Lower the stock by these lines, where it is counted. ShortageError, and nothing is taken."""
    missing = shortages(conn, account_id, lines)
    if missing:
        raise ShortageError(missing)
    _move(conn, account_id, [(line.sku, -line.quantity) for line in lines], at)


def give_back(
    conn: Connection, account_id: int, pieces: Sequence[tuple[str, int]], at: int
) -> None:
    """Raise the stock by (SKU, pieces) again, where it is counted."""
    _move(conn, account_id, pieces, at)


def _move(conn: Connection, account_id: int, pieces: Sequence[tuple[str, int]], at: int) -> None:
    shown = _shown(conn, account_id, [sku for sku, _ in pieces])
    for sku, number in sorted(pieces):
        row = shown.get(sku)
        if row is None or row.stock is None:
            continue
        stock = {"stock": product.c.stock + number, "updated_at": at}
        conn.execute(update(product).where(product.c.id == row.id).values(stock))
        record_change(conn, account_id, "product", row.id, at)
