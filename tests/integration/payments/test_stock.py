"""Pieces on the shelf: taken with an order, given back with its end."""

from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from bot.store.tables.catalog import catalog, product
from tests.integration.payments.conftest import Shop


def _second_catalog(conn: Connection, values: dict[str, Any]) -> None:
    conn.execute(insert(catalog).values(id=2, account_id=1, meta_id="other", currency="MXN"))
    facts = {"account_id": 1, "catalog_id": 2, "sku": "TENIS", "name": "Tenis Brisa", "stock": 9}
    more = {"price": 100, "currency": "MXN", "source": "hand", "updated_at": 1}
    conn.execute(insert(product).values(**{**facts, **more, **values}))


def _stocks(conn: Connection) -> list[int | None]:
    query = select(product.c.stock).where(product.c.sku == "TENIS").order_by(product.c.catalog_id)
    return list(conn.scalars(query))


@pytest.mark.parametrize(
    "other",
    [{"unsendable": "no_price"}, {"price": 999_999_999}, {"removed_at": 1}],
    ids=["cannot be sent", "dearer", "removed"],
)
async def test_of_a_sku_in_two_catalogs_the_one_that_was_shown_is_sold(
    shop: Shop, other: dict[str, Any]
) -> None:
    await shop.db.write(_second_catalog, other)
    await shop.cart(("TENIS", 2))
    answer, text = await shop.post(await shop.link(), method="delivery")
    assert answer.status == 303, text
    assert await shop.db.read(_stocks) == [1, 9]
    await shop.orders.cancel(1, (await shop.order_list())[0]["number"])
    assert await shop.db.read(_stocks) == [3, 9]


async def test_the_other_catalogs_pieces_are_not_sold(shop: Shop) -> None:
    await shop.db.write(_second_catalog, {"unsendable": "no_price"})
    await shop.cart(("TENIS", 4))  # three are there; nine in the other catalog
    await shop.post(await shop.link(), method="delivery")
    assert await shop.db.read(_stocks) == [0, 9]
