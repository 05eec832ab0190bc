"""Products as imports and syncs write them, and as actions and the index read them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sqlalchemy import update

from bot.catalog import encode
from bot.catalog.encode import encode_missing, forget_replaced
from bot.catalog.fill import Filling
from bot.catalog.living import LivingIndex
from bot.catalog.sync import SecondCatalogError, refuse_second, sync_catalog
from bot.catalog.values import Delivered, Stored
from bot.store.changes import read_changes
from bot.store.database import Database
from bot.store.faq import SqlFaq
from bot.store.products import SqlProducts
from bot.store.tables.catalog import product, product_vector
from index.passage import vector_id
from index.types import Faq, Item, Vectors
from tests.integration.conftest import SetClock
from tests.integration.engine.rows import rows, until

SHOE = Delivered(
    "S-27", "Tenis", "Suaves", 50_000, currency="MXN", image_url="https://x.example/1",
    group="S", colour="gris", size="27", stock=3, category="Calzado > Tenis",
)  # fmt: skip


class LengthEmbedder:
    """Knows a text by its length: enough to see which texts were encoded when."""

    model_id = "length"
    size = 4

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return np.array([[len(text), 1, 0, 0] for text in texts], dtype=np.float32)


class KeptIndex:
    """An index that only keeps what it is given."""

    def __init__(self) -> None:
        self.items: dict[int, Item] = {}
        self.vectors: dict[int, Vectors] = {}
        self.faq: list[Faq] = []

    def upsert(self, items: Sequence[Item], vectors: Mapping[int, Vectors]) -> None:
        self.items |= {item.id: item for item in items}
        self.vectors |= vectors

    def remove(self, ids: Sequence[int]) -> None:
        for one in ids:
            self.items.pop(one, None)

    def load(self, entries: Sequence[Faq]) -> None:
        self.faq = list(entries)


@pytest.fixture
def products(db: Database, clock: SetClock) -> SqlProducts:
    return SqlProducts(db, clock, "CAT")


async def put(products: SqlProducts, *batch: Delivered) -> Stored:
    catalog_id, _ = await products.catalog(1)
    return await products.upsert(catalog_id, batch, "feed")


async def test_what_is_as_it_was_is_left_alone(products: SqlProducts, db: Database) -> None:
    assert await put(products, SHOE) == Stored(added=1)
    before = len(await db.read(read_changes, 0))
    assert await put(products, SHOE) == Stored(unchanged=1)
    assert len(await db.read(read_changes, 0)) == before
    assert await put(products, replace(SHOE, stock=2)) == Stored(changed=1)
    (now,) = await products.by_sku(1, ["S-27"])
    assert now.stock == 2


async def test_the_catalogs_currency_is_its_first_products(products: SqlProducts) -> None:
    await put(products, replace(SHOE, currency="COP"))
    assert (await products.catalog(1))[1] == "COP"
    await put(products, replace(SHOE, sku="S-28", currency="MXN"))
    (other,) = await products.by_sku(1, ["S-28"])
    assert other.unsendable == "other_currency"


async def test_without_meta_settings_the_catalog_that_is_there_counts(
    products: SqlProducts, db: Database, clock: SetClock
) -> None:
    connected = await products.catalog(1)
    assert await SqlProducts(db, clock).catalog(1) == connected


async def test_products_come_in_the_order_asked_for(products: SqlProducts) -> None:
    await put(products, SHOE, replace(SHOE, sku="S-28"), replace(SHOE, sku="S-29"))
    found = await products.by_sku(1, ["S-29", "nope", "S-27", "S-29"])
    assert [one.sku for one in found] == ["S-29", "S-27"]
    assert len(await products.variants(1, "S")) == 3


async def test_a_sku_set_by_hand_survives_a_sync(products: SqlProducts, db: Database) -> None:
    catalog_id, _ = await products.catalog(1)
    await products.upsert(catalog_id, [replace(SHOE, meta_id="M1")], "graph")
    by_hand = update(product).values(sku="MINE", sku_by_hand=True)
    await db.write(lambda conn: conn.execute(by_hand) and None)
    changed = replace(SHOE, meta_id="M1", name="Tenis nuevos")
    await products.upsert(catalog_id, [changed], "graph")
    (kept,) = await products.by_sku(1, ["MINE"])
    assert kept.name == "Tenis nuevos"


async def test_texts_are_encoded_once_and_again_when_they_change(products: SqlProducts) -> None:
    embedder = LengthEmbedder()
    await put(products, SHOE, replace(SHOE, sku="S-28", image_url=""))
    catalog_id, _ = await products.catalog(1)
    assert await encode_missing(products, embedder, catalog_id, lambda _: None) == 1
    await put(products, replace(SHOE, price=40_000, stock=1))
    assert await encode_missing(products, embedder, catalog_id, lambda _: None) == 0
    await put(products, replace(SHOE, description="Muy suaves"))
    assert await encode_missing(products, embedder, catalog_id, lambda _: None) == 1


class RenamedEmbedder(LengthEmbedder):
    """The same under another name, as after an upgrade."""

    model_id = "renamed"


async def test_what_an_upgrade_left_without_a_vector_is_encoded_at_the_start(
    products: SqlProducts,
) -> None:
    await put(products, SHOE, replace(SHOE, sku="S-28"))
    catalog_id, _ = await products.catalog(1)
    await encode_missing(products, LengthEmbedder(), catalog_id, lambda _: None)
    later = RenamedEmbedder()
    ids = await products.ids(catalog_id, 0, 10)
    assert await products.vectors(vector_id(later), ids) == {}
    filling = Filling(products, later, 1)
    await filling.start()

    async def all_there() -> bool:
        return len(await products.vectors(vector_id(later), ids)) == len(ids)

    async def replaced() -> bool:
        return await all_there() and not await products.vectors(vector_id(LengthEmbedder()), ids)

    await until(replaced)
    await filling.stop()


async def test_the_vectors_of_a_replaced_model_are_forgotten_once_the_new_ones_are_there(
    products: SqlProducts, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encode, "FORGOTTEN", 2)
    old, new = LengthEmbedder(), RenamedEmbedder()
    await put(products, *(replace(SHOE, sku=f"S-{n}") for n in range(5)))
    catalog_id, _ = await products.catalog(1)
    await encode_missing(products, old, catalog_id, lambda _: None)
    await encode_missing(products, new, catalog_id, lambda _: None)
    assert len(await rows(db, product_vector)) == 10
    assert await forget_replaced(products, new, catalog_id + 1) == 0
    assert await forget_replaced(products, new, catalog_id) == 5
    kept = await rows(db, product_vector)
    assert [row["model_id"] for row in kept] == [vector_id(new)] * 5
    assert await forget_replaced(products, new, catalog_id) == 0


async def test_the_living_index_follows_what_changed(
    products: SqlProducts, db: Database, clock: SetClock
) -> None:
    kept = KeptIndex()
    faq = SqlFaq(db, clock)
    await faq.replace(1, [Faq("envio", "¿Envían?", "Sí.", ("mandan?",))])
    living = LivingIndex(
        account_id=1, products=products, faq=faq, model_id="length",
        index=kept, faq_index=kept,  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    )  # fmt: skip
    await put(products, SHOE, replace(SHOE, sku="S-28"))
    await living.load()
    assert sorted(item.sku for item in kept.items.values()) == ["S-27", "S-28"]
    assert [entry.alternatives for entry in kept.faq] == [("mandan?",)]

    await put(products, replace(SHOE, image_url=""))
    await living.refresh(list(kept.items))
    assert [item.sku for item in kept.items.values()] == ["S-28"]


class GraphShelf:
    """Meta's catalog as a sync reads it."""

    def __init__(self, items: Sequence[Mapping[str, Any]]) -> None:
        self.items = items

    async def products(self, catalog_id: str) -> AsyncIterator[Mapping[str, Any]]:
        for item in self.items:
            yield item

    async def sets(self, catalog_id: str) -> AsyncIterator[Mapping[str, Any]]:
        yield {"id": "SET", "name": "Ofertas"}

    async def set_products(self, set_id: str) -> AsyncIterator[Mapping[str, Any]]:
        for item in self.items[:1]:
            yield item


def graph_item(number: int, **changes: Any) -> dict[str, Any]:
    plain = {
        "id": f"M{number}", "retailer_id": f"G-{number}", "name": "Gorra", "currency": "MXN",
        "price": "$99.00", "availability": "in stock", "image_url": "https://x.example/g",
        "visibility": "published", "review_status": "approved",
    }  # fmt: skip
    return {**plain, **changes}


async def sync(products: SqlProducts, *items: Mapping[str, Any]) -> Any:
    return await sync_catalog(GraphShelf(items), products, 1, "CAT", lambda _: None)


async def test_a_sync_brings_prices_removes_what_is_gone_and_keeps_feed_products(
    products: SqlProducts,
) -> None:
    await put(products, SHOE)
    await sync(products, *(graph_item(number) for number in range(4)))
    (cap,) = await products.by_sku(1, ["G-0"])
    assert (cap.price.amount, cap.unsendable) == (9_900, None)

    done = await sync(products, *(graph_item(number) for number in range(3)))
    assert done.removed == 1
    (gone,) = await products.by_sku(1, ["G-3"])
    assert gone.unsendable == "removed"
    (kept,) = await products.by_sku(1, ["S-27"])
    assert kept.unsendable is None


@pytest.mark.parametrize("answer", [[], [0]])
async def test_an_answer_that_is_much_too_small_removes_nothing(
    products: SqlProducts, answer: list[int]
) -> None:
    await sync(products, *(graph_item(number) for number in range(4)))
    done = await sync(products, *(graph_item(number) for number in answer))
    assert (done.doubtful, done.removed) == (True, 0)
    (still,) = await products.by_sku(1, ["G-3"])
    assert still.unsendable is None


async def test_unsendable_items_say_why(products: SqlProducts) -> None:
    await sync(
        products, graph_item(1, review_status="rejected"), graph_item(2, visibility="staging"),
        graph_item(3, price="gratis"), graph_item(4, retailer_id=""),
    )  # fmt: skip
    found = {sku: code for sku, _, code in await products.unsendable(1, 10)}
    assert found == {"G-1": "not_approved", "G-2": "not_published", "G-3": "no_price"}
    assert await products.counts(1) == (3, 0)


def test_a_second_catalog_on_a_business_account_is_refused_naming_the_first() -> None:
    refuse_second("WABA", ["CAT"], "CAT")
    with pytest.raises(SecondCatalogError, match="catalog FIRST already"):
        refuse_second("WABA", ["FIRST"], "CAT")


async def test_a_known_catalog_is_found_without_writing(
    products: SqlProducts, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await products.catalog(1)

    async def refuse(*_: object) -> None:
        raise AssertionError("a reading command wrote")

    monkeypatch.setattr(db, "write", refuse)
    assert await products.catalog(1) == made


async def test_who_only_reads_takes_a_catalog_that_is_not_there_for_an_empty_one(
    db: Database, clock: SetClock
) -> None:
    reading = SqlProducts(db, clock, "CAT", read_only=True)
    catalog_id, currency = await reading.catalog(1)
    assert currency == ""
    assert await reading.ids(catalog_id, 0, 10) == []
    assert await SqlProducts(db, clock, "CAT").catalog(1) != (catalog_id, currency)
