"""How JSON columns are written and read."""

from __future__ import annotations

import json
from typing import Any

import orjson


def dump_json(value: Any) -> str:
    """Write a value as JSON text; whole numbers of more than 64 bits too."""
    try:
        return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()
    except TypeError:
        return json.dumps(value, ensure_ascii=True, default=str)


def load_json(text: str | bytes) -> Any:
    """Read what dump_json wrote."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)
