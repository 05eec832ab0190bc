"""Exports hold every row, in each format, and nothing that a spreadsheet would run."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from bot.reports.export import Format, Row, write

PAGES: list[list[Row]] = [
    [{"id": 1, "name": "=cmd()", "at": 5, "error": None}],
    [{"id": 2, "name": "Ana", "at": 6, "error": "no"}],
]


def test_csv_defuses_formulas(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert write(path, PAGES, "csv") == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["'=cmd()", "Ana"]


def test_json_lines_keep_values_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    assert write(path, PAGES, "jsonl") == 2
    assert [json.loads(line) for line in path.read_text().splitlines()] == [
        PAGES[0][0], PAGES[1][0],
    ]  # fmt: skip


def test_parquet_keeps_types_across_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    assert write(path, PAGES, "parquet") == 2
    assert pq.read_table(path).to_pylist() == [PAGES[0][0], PAGES[1][0]]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_nothing_to_export_is_an_empty_file(tmp_path: Path, form: Format) -> None:
    assert write(tmp_path / "a", [], form) == 0
    assert (tmp_path / "a").exists()
