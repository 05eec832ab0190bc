"""The simulated catalog: read from a feed, handed out page by page."""

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.feed import FeedError, load
from bot.simulator.graph_errors import GraphError
from bot.simulator.paging import page


def test_a_feed_becomes_graph_items(tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(
        "id,title,price,sale_price,availability,item_group_id,quantity_to_sell_on_facebook,"
        "additional_variant_attribute\n"
        'A-1,Tenis,1299.5 MXN,999 MXN,in stock,G,4,"Suela:hule,Horma:ancha"\n'
        "B-1,Servicio,0.00 MXN,,in stock,,,\n",
        encoding="utf-8-sig",
    )
    items = load(feed)
    first = items["A-1"]
    assert (first["price"], first["sale_price"]) == ("$1,299.50 MXN", "$999.00 MXN")
    assert (first["retailer_product_group_id"], first["inventory"]) == ("G", 4)
    assert first["additional_variant_attributes"][1] == {"key": "Horma", "value": "ancha"}
    assert "inventory" not in items["B-1"]
    assert first["review_status"] == "approved"


def test_a_feed_without_ids_says_so(tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text("title\nTenis\n")
    with pytest.raises(FeedError, match="column named id"):
        load(feed)


@pytest.mark.parametrize("row", ["A-1,gratis,", "A-1,9 MXN,muchos"])
def test_a_number_that_is_none_is_named_with_its_product(tmp_path: Path, row: str) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(f"id,price,quantity_to_sell_on_facebook\n{row}\n")
    with pytest.raises(FeedError, match=r"product 1 \(A-1\): the .* is no number"):
        load(feed)


def test_the_sample_feed_is_read_whole() -> None:
    feed = Path("data/sample/catalog.csv")
    items = load(feed)
    with feed.open(encoding="utf-8", newline="") as file:
        skus = [row["id"] for row in csv.DictReader(file)]
    assert list(items) == skus
    assert {item["currency"] for item in items.values()} == {"MXN"}


@given(st.integers(0, 60), st.integers(1, 25))
def test_pages_hold_everything_once(count: int, limit: int) -> None:
    items = [{"id": str(number)} for number in range(count)]
    found: list[str] = []
    query: dict[str, str] = {"limit": str(limit)}
    while True:
        answer: dict[str, Any] = page(items, query, "id", "http://meta/x")
        found += [item["id"] for item in answer["data"]]
        if "next" not in answer.get("paging", {}):
            break
        query["after"] = answer["paging"]["cursors"]["after"]
    assert found == [item["id"] for item in items]


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "x"}, {"after": "%%%"}])
def test_an_odd_page_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(GraphError):
        page([{"id": "1"}], query, "id", "http://meta/x")
