"""Writing exports: CSV, JSON lines, Parquet. Memory stays flat: page by page to the file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal

Format = Literal["csv", "jsonl", "parquet"]
Row = dict[str, Any]
# A cell that begins so is a formula to a spreadsheet; a quote before it makes it text.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write(path: Path, pages: Iterable[Sequence[Row]], form: Format) -> int:
    """Write every row and return how many. The file appears whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    writers = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
    try:
        count = writers[form](beside, pages)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return count


def _csv(path: Path, pages: Iterable[Sequence[Row]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer: csv.DictWriter[str] | None = None
        for rows in pages:
            if writer is None:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
            writer.writerows([{name: _safe(value) for name, value in row.items()} for row in rows])
            count += len(rows)
    return count


def _safe(value: object) -> object:
    """Customers write cells too: none of them may run in a spreadsheet."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _jsonl(path: Path, pages: Iterable[Sequence[Row]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for rows in pages:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            count += len(rows)
    return count


def _parquet(path: Path, pages: Iterable[Sequence[Row]]) -> int:
    # Large, and only this needs it; it has no types of its own.
    pa: Any = import_module("pyarrow")
    pq: Any = import_module("pyarrow.parquet")

    count = 0
    writer: Any = None
    for rows in pages:
        schema: Any = writer.schema if writer else _schema(rows)
        table: Any = pa.Table.from_pylist(list(rows), schema=schema)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
        count += len(rows)
    if writer is None:
        pq.write_table(pa.table({}), path)
    else:
        writer.close()
    return count


def _schema(rows: Sequence[Row]) -> Any:
    """Columns that are empty on the first page are texts or numbers by their name's value."""
    pa: Any = import_module("pyarrow")

    def kind(name: str) -> Any:
        known = next((row[name] for row in rows if row[name] is not None), None)
        whole = isinstance(known, int) or (known is None and name.endswith(("_at", "_code")))
        return pa.int64() if whole else pa.string()

    return pa.schema([(name, kind(name)) for name in rows[0]])
