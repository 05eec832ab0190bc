"""Feed files are read row by row; a bad row is named and hurts nobody else."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bot.catalog.feed import FeedError, read_feed
from bot.catalog.import_feed import import_feed
from bot.catalog.read_row import BadRowError, read_row
from bot.catalog.values import Delivered, Source, Stored
from index.types import Item

HEADER = "id,title,description,availability,price,image_link,color,size,item_group_id\n"


class MemoryProducts:
    """Keeps what was written, as the port asks."""

    def __init__(self) -> None:
        self.kept: dict[str, Delivered] = {}

    async def catalog(self, account_id: int) -> tuple[int, str]:
        return account_id, "MXN"

    async def upsert(self, catalog_id: int, batch: Sequence[Delivered], source: Source) -> Stored:
        assert source == "feed"
        self.kept.update({one.sku: one for one in batch})
        return Stored(added=len(batch))

    async def without_vector(
        self, catalog_id: int, model_id: str, limit: int
    ) -> list[tuple[Item, str]]:
        return []

    async def keep_vectors(
        self, model_id: str, vectors: Mapping[int, tuple[str, bytes]]
    ) -> None: ...

    async def forget_vectors(self, catalog_id: int, but: str, limit: int) -> int:
        return 0

    async def items(self, catalog_id: int, ids: Sequence[int]) -> list[Item]:
        return []

    async def vectors(self, model_id: str, ids: Sequence[int]) -> dict[int, bytes]:
        return {}

    async def ids(self, catalog_id: int, after: int, limit: int) -> list[int]:
        return []


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "separator"), [("a.csv", ","), ("a.tsv", "\t"), ("b.csv", ";")])
def test_a_table_is_read_whatever_separates_it(tmp_path: Path, name: str, separator: str) -> None:
    text = HEADER.replace(",", separator) + separator.join(
        ["A1", "Tenis", "Suaves", "in stock", "10.00 MXN", "https://x.example/1", "gris", "27", "G"]
    )
    (row,) = read_feed(write(tmp_path, name, text))
    assert (row.place, row.values["id"], row.values["size"]) == (2, "A1", "27")


def test_xml_with_googles_namespace_is_read(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel>'
        "<item><g:id>A1</g:id><title>Tenis</title><g:price>10.00 MXN</g:price>"
        "<g:image_link>https://x.example/1</g:image_link></item></channel></rss>"
    )
    (row,) = read_feed(write(tmp_path, "a.xml", text))
    assert read_row(row.values, None).price == 1000


def test_an_expanding_xml_is_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{laughs}]>'
    text = head + "<rss><item><id>&l11;</id></item></rss>"
    with pytest.raises(FeedError):
        list(read_feed(write(tmp_path, "a.xml", text)))


def test_a_file_without_the_columns_says_which_are_missing(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="no column id, price"):
        list(read_feed(write(tmp_path, "a.csv", "sku,title\n1,x\n")))


def test_a_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes((HEADER + "A1,Pantal\xf3n,,in stock,1 MXN,,,,\n").encode("latin-1"))
    with pytest.raises(FeedError, match="UTF-8"):
        list(read_feed(path))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"id": "", "title": "x", "price": "1 MXN"}, "column id"),
        ({"id": "1", "title": "", "price": "1 MXN"}, "column title"),
        ({"id": "1", "title": "x", "price": ""}, "column price"),
        ({"id": "1", "title": "x", "price": "1 MXN", "availability": "maybe"}, "availability"),
        ({"id": "1", "title": "x", "price": "1 MXN", "image_link": "javascript:x"}, "image_link"),
        ({"id": "1", "title": "x", "price": "1 MXN", "inventory": "many"}, "whole number"),
    ],
)
def test_a_bad_row_names_its_column(values: dict[str, str], why: str) -> None:
    with pytest.raises(BadRowError, match=why):
        read_row(values, None)


def test_product_details_become_facts() -> None:
    row = {
        "id": "1", "title": "x", "price": "1 MXN",
        "product_detail": "Medidas:Peso:240 g,Medidas:Tamaño:11 x 8.5, cerrada,:Impermeable:no",
    }  # fmt: skip
    facts = dict(read_row(row, None).attributes)
    assert facts == {"Peso": "240 g", "Tamaño": "11 x 8.5, cerrada", "Impermeable": "no"}


async def test_bad_rows_are_named_and_the_rest_is_imported(tmp_path: Path) -> None:
    lines = [
        "A1,Tenis,,in stock,10.00 MXN,https://x.example/1,,,",
        "A2,Tenis,,in stock,,https://x.example/1,,,",
        "A1,Otra,,in stock,12.00 MXN,https://x.example/1,,,",
        "A3,Gorra,,in stock,5.00 MXN,https://x.example/1,,,",
    ]
    store = MemoryProducts()
    read: list[int] = []
    feed = write(tmp_path, "a.csv", HEADER + "\n".join(lines))
    result = await import_feed(feed, store, 1, read.append)
    assert sorted(store.kept) == ["A1", "A3"]
    assert result.refused == 2
    assert [place for place, _ in result.bad] == [3, 4]
    assert "stands in line 2 already" in result.bad[1][1]
    assert read[-1] == 4
