"""Reading the bytes of a webhook: strict about JSON, forgiving about odd characters in it."""

from __future__ import annotations

import json
import math
from typing import Any, cast

import orjson

from bot.hostile import storable


class BrokenBodyError(ValueError):
    """The body is not JSON at all: nothing in it can be kept."""


def parse(raw: bytes) -> Any:
    """Read a JSON body. NULs and lone surrogates become U+FFFD: databases refuse them.

    BrokenBodyError when it is not JSON.
    """
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return _mended(_forgiving(raw))
    return _mended(value) if b"\\u0000" in raw else value


def _forgiving(raw: bytes) -> Any:
    """Read what orjson refuses: half surrogate pairs (a cut emoji), stray bytes."""
    try:
        return json.loads(
            raw.decode("utf-8", "replace"),
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_whole,
        )
    except (ValueError, RecursionError) as error:
        raise BrokenBodyError(f"the body is not JSON: {type(error).__name__}") from error


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float | str:
    """Read a number; one too large for a double stays the text it is."""
    value = float(text)
    return value if math.isfinite(value) else text


def _whole(text: str) -> int | float | str:
    return int(text) if len(text) < 19 else _finite(text)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_mended(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        pairs = cast("dict[str, Any]", value).items()
        return {storable(key): _mended(item) for key, item in pairs}
    return value
