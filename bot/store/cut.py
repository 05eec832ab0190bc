"""Texts from outside, cut to what their columns take, where rows are written.

PostgreSQL refuses a text that is longer than its column, and with it the whole commit; SQLite
would keep it. What arrived stays whole in the payload, whatever is cut of it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column, String, Table


def cut(column: Column[str], value: str) -> str:
    """Return as much of a text as its column takes."""
    return value[: _longest(column.table).get(column.key)]


def fitting(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row none of whose texts is longer than its column."""
    longest = _longest(table)
    return {
        name: value[: longest[name]] if name in longest and isinstance(value, str) else value
        for name, value in row.items()
    }


@cache
def _longest(table: Any) -> Mapping[str, int]:
    return {
        column.key: column.type.length
        for column in table.columns
        if isinstance(column.type, String) and column.type.length is not None
    }
