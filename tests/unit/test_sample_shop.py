"""The sample shop: a feed that Meta would take, with pictures, and its questions."""

import csv
import importlib.util
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as ET

import yaml

from bot.catalog.faq import read_faq
from bot.catalog.feed import read_feed
from bot.catalog.read_row import read_row

DATA = Path(__file__).resolve().parents[2] / "data"
SAMPLE = DATA / "sample"
IMAGES = SAMPLE / "images"
LARGEST_PICTURE = 4_096
TELLS_APART = ("color", "size", "material", "additional_variant_attribute")

Row = dict[str, str]


def rows() -> list[Row]:
    with (SAMPLE / "catalog.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def groups() -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows():
        found[row["item_group_id"] or row["id"]].append(row)
    return found


def folded(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def load(path: str) -> Any:
    return yaml.safe_load((DATA / path).read_text(encoding="utf-8"))


def drawer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_images", SAMPLE / "draw_images.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------------------ catalog


def test_every_row_is_read_by_the_feed_reader_in_pesos() -> None:
    read = [read_row(row.values, None) for row in read_feed(SAMPLE / "catalog.csv")]
    assert len(read) >= 150
    assert {one.currency for one in read} == {"MXN"}
    assert all(one.price is not None and one.price > 0 for one in read)


def test_ids_links_and_gtins_stand_once() -> None:
    for column in ("id", "link", "gtin"):
        counted = Counter(row[column] for row in rows() if row[column])
        assert [value for value, times in counted.items() if times > 1] == []


def test_gtins_have_a_right_check_digit_and_lie_in_the_range_for_internal_use() -> None:
    for gtin in filter(None, (row["gtin"] for row in rows())):
        assert len(gtin) == 13
        assert gtin.startswith("2")
        weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(gtin))
        assert weighed % 10 == 0, gtin


def test_prices_are_written_as_meta_asks_and_a_sale_is_cheaper() -> None:
    for row in rows():
        amount, currency = row["price"].split(" ")
        assert currency == "MXN"
        assert len(amount.partition(".")[2]) == 2
        if row["sale_price"]:
            assert float(row["sale_price"].split(" ")[0]) < float(amount)


def test_variants_of_one_product_differ_and_say_how() -> None:
    for name, variants in groups().items():
        if len(variants) == 1:
            assert not variants[0]["item_group_id"], name
            continue
        marks = [tuple(row[column] for column in TELLS_APART) for row in variants]
        assert len(set(marks)) == len(marks), name
        assert all(any(mark) for mark in marks), name
        assert len({(row["title"], row["brand"], row["description"]) for row in variants}) == 1


def test_there_are_many_kinds_of_goods_and_no_two_products_share_words() -> None:
    products = [variants[0] for variants in groups().values()]
    assert len(products) >= 60
    assert len({row["product_type"].partition(" > ")[0] for row in products}) >= 10
    for column in ("title", "description"):
        assert len({row[column] for row in products}) == len(products)


def test_descriptions_say_something_and_most_say_it_in_several_sentences() -> None:
    texts = [variants[0]["description"] for variants in groups().values()]
    assert all(text.endswith(".") and len(text) >= 25 for text in texts)
    assert sum(text.count(". ") >= 1 for text in texts) > len(texts) * 0.9
    assert any(text.count(".") == 1 for text in texts)  # some shops know little about a product


def test_details_are_facts_with_a_name_and_a_value() -> None:
    for row in rows():
        for detail in filter(None, row["product_detail"].split(",")):
            assert len([part for part in detail.split(":") if part.strip()]) == 3, detail


def test_some_variants_are_sold_out_and_services_have_no_stock() -> None:
    sold_out = [row for row in rows() if row["availability"] == "out of stock"]
    assert 5 <= len(sold_out) <= 20
    assert {row["quantity_to_sell_on_facebook"] for row in sold_out} == {"0"}
    services = [row for row in rows() if row["product_type"].startswith("Servicios")]
    assert services
    assert {row["quantity_to_sell_on_facebook"] for row in services} == {""}


def test_grey_running_shoes_in_27_are_several_and_only_some_stand_the_rain() -> None:
    found = [
        row
        for row in rows()
        if row["product_type"].endswith("Correr")
        and row["color"].startswith("gris")
        and row["size"] == "27"
        and row["availability"] == "in stock"
    ]
    assert len({row["item_group_id"] for row in found}) >= 3
    dry = [row for row in found if "Impermeable:sí" in row["product_detail"]]
    assert 0 < len(dry) < len(found)


def test_every_colour_of_the_catalog_is_in_the_lookup() -> None:
    known = {
        folded(word)
        for colour in load("lookups/colours.yml")["colours"]
        for word in [colour["canonical"], *colour["words"]]
    }
    for row in rows():
        for part in filter(None, row["color"].split(" con ")):
            assert folded(part) in known, row["id"]


# ----------------------------------------------------------------------------- pictures


def pictured() -> dict[str, str]:
    links = {row["id"]: row["image_link"] for row in rows() if row["image_link"]}
    return {sku: link.removeprefix("https://tienda.example/images/") for sku, link in links.items()}


def test_two_products_have_no_picture_and_so_cannot_be_sent() -> None:
    assert len(rows()) - len(pictured()) == 2


def test_every_picture_is_a_small_svg_and_none_is_left_over() -> None:
    names = set(pictured().values())
    assert {file.name for file in IMAGES.iterdir()} == names
    for name in names:
        file = IMAGES / name
        assert file.stat().st_size <= LARGEST_PICTURE, name
        root = ET.fromstring(file.read_text(encoding="utf-8"))
        assert root.attrib["viewBox"] == "0 0 400 400"


def test_variants_of_another_colour_have_another_picture() -> None:
    for name, variants in groups().items():
        shown = {(row["color"], row["image_link"]) for row in variants}
        assert len({colour for colour, _ in shown}) == len(shown), name


def test_the_committed_pictures_are_what_the_script_draws() -> None:
    for name, picture in drawer().pictures().items():
        assert (IMAGES / name).read_text(encoding="utf-8") == picture, name


# ---------------------------------------------------------------------------- questions


def test_the_faq_is_read_and_every_question_is_asked_in_several_ways() -> None:
    faq = read_faq(DATA / "faq" / "sample.yml")
    assert len(faq) >= 20
    asked = [folded(text) for one in faq for text in (one.question, *one.alternatives)]
    assert len(set(asked)) == len(asked)
    assert all(3 <= len(one.alternatives) <= 5 for one in faq)
