"""Product feed files row by row: CSV, TSV, XML (RSS 2.0 or Atom). Memory stays flat.

Columns are those of Meta's product feed. A file is hostile until read: no external
entities, bounded fields, and one clear line for what cannot be read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from xml.etree import ElementTree as ET

LONGEST_FIELD: Final = 100_000
_XML_START: Final = ("<?xml", "<rss", "<feed")


class FeedError(ValueError):
    """The file as a whole cannot be read; says what, where and how to mend it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its place in the file (line, or n-th item of XML) and its fields by name."""

    place: int
    values: Mapping[str, str]


def read_feed(path: Path) -> Iterator[Row]:
    """Yield the rows of a feed file. FeedError when it is no feed at all."""
    if not path.is_file():
        raise FeedError(f"{path} is not a file; give a CSV, TSV or XML product feed")
    if _is_xml(path):
        yield from _xml_rows(path)
    else:
        yield from _table_rows(path)


def _is_xml(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").decode("ascii", "replace")
    return start.lower().startswith(_XML_START)


def _table_rows(path: Path) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_FIELD)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            yield from _records(path, file)
        except UnicodeDecodeError as error:
            raise FeedError(f"{path} is not UTF-8 ({error.reason}); save it as UTF-8") from error
        except csv.Error as error:
            raise FeedError(f"{path} is not a readable table: {error}") from error


def _records(path: Path, file: IO[str]) -> Iterator[Row]:
    first = file.readline()
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    if delimiter == "," and first.count(";") > first.count(","):
        delimiter = ";"
    file.seek(0)
    reader = csv.DictReader(file, delimiter=delimiter, strict=True)
    names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    _check_columns(path, names)
    reader.fieldnames = names
    for record in reader:
        values = {key: value.strip() for key, value in record.items() if isinstance(value, str)}
        yield Row(reader.line_num, values)


def _check_columns(path: Path, names: list[str]) -> None:
    missing = [name for name in ("id", "title", "price") if name not in names]
    if missing:
        raise FeedError(
            f"{path}, line 1: no column {', '.join(missing)}; the first line names the columns "
            "of Meta's product feed (id, title, description, availability, price, ...)"
        )


def _xml_rows(path: Path) -> Iterator[Row]:
    place = 0
    try:
        for _, element in ET.iterparse(path, events=("end",)):  # noqa: S314  expat here: no external entities, bounded expansion
            if _plain(element.tag) in {"item", "entry"}:
                place += 1
                yield Row(place, _fields(element))
                element.clear()
    except ET.ParseError as error:
        line, column = error.position
        raise FeedError(f"{path}, line {line}, column {column}: not well-formed XML") from error
    if not place:
        raise FeedError(f"{path} has no <item> or <entry>; it is not a product feed")


def _fields(item: ET.Element) -> dict[str, str]:
    return {
        _plain(child.tag): (child.text or child.get("href") or "").strip()[:LONGEST_FIELD]
        for child in item
    }


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()
