"""Stripe's request bodies: form fields with brackets, read into nested values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, cast

_KEY: Final = re.compile(r"^([^\[\]]+)((?:\[[^\[\]]*\])*)$")
_PART: Final = re.compile(r"\[([^\[\]]*)\]")


class FormError(ValueError):
    """A field's name is not written as Stripe reads it."""


def nested(fields: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Read a[b][0]=c as {"a": {"b": ["c"]}}. FormError for a name that cannot be read."""
    root: dict[str, Any] = {}
    for name, value in fields:
        found = _KEY.match(name)
        if found is None:
            raise FormError(f"the parameter {name!r} cannot be read")
        _put(root, [found[1], *_PART.findall(found[2])], value)
    return {key: _lists(value) for key, value in root.items()}


def _put(into: dict[str, Any], path: list[str], value: str) -> None:
    here = into
    for part in path[:-1]:
        inner: object = here.setdefault(part, {})
        if not isinstance(inner, dict):
            raise FormError(f"the parameter {part!r} is a value and an object at once")
        here = cast("dict[str, Any]", inner)
    last = path[-1] or str(len(here))
    here[last] = value


def _lists(value: Any) -> Any:
    """Objects whose keys count up from 0 are lists."""
    if not isinstance(value, dict):
        return value
    items: dict[str, Any] = {key: _lists(inner) for key, inner in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if items and list(items) == [str(number) for number in range(len(items))]:
        return list(items.values())
    return items
