"""The small checks that message shapes are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, cast

from bot.simulator.graph_errors import GraphError, invalid, missing, unknown

Json = dict[str, Any]
Check = Callable[[Any, str], None]


def length(text: str) -> int:
    """Count as the strictest reading of Meta's limits does: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shape(value: Any, path: str, **fields: Check | tuple[Check]) -> Json:
    """Check an object: no other keys, required ones there. (check,) marks an optional one."""
    if not isinstance(value, dict):
        raise invalid(path, "must be an object")
    given = cast("Json", value)
    for key in given:
        if key not in fields:
            raise unknown(f"{path}.{key}" if path else key)
    for name, check in fields.items():
        place = f"{path}.{name}" if path else name
        optional = isinstance(check, tuple)
        if name in given:
            (check[0] if isinstance(check, tuple) else check)(given[name], place)
        elif not optional:
            raise missing(place)
    return given


def text(most: int, least: int = 1) -> Check:
    """Check a text of so many characters, not blank."""

    def check(value: Any, path: str) -> None:
        if not isinstance(value, str):
            raise invalid(path, "must be a string")
        if least and not value.strip():
            raise missing(path) if not value else invalid(path, "must not be blank")
        if length(value) > most:
            raise invalid(path, f"must have at most {most} characters, has {length(value)}")

    return check


def exactly(*values: Any) -> Check:
    """Check for one of these values."""

    def check(value: Any, path: str) -> None:
        if value not in values or isinstance(value, bool) != isinstance(values[0], bool):
            raise invalid(path, f"must be one of {list(values)}")

    return check


def truth(value: Any, path: str) -> None:
    """Check a boolean."""
    if not isinstance(value, bool):
        raise invalid(path, "must be true or false")


def number(least: float, most: float) -> Check:
    """Check a number between two ends."""

    def check(value: Any, path: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise invalid(path, "must be a number")
        if not least <= value <= most:
            raise invalid(path, f"must lie between {least} and {most}")

    return check


def link(value: Any, path: str) -> None:
    """Check a web address."""
    text(2000)(value, path)
    if not value.startswith(("https://", "http://")) or " " in value or len(value) < 10:
        raise invalid(path, "must be an http(s) URL")


def anything(value: Any, path: str) -> None:
    """Let through what Meta does not look into."""
    del value, path


def items(check: Check, least: int, most: int) -> Check:
    """Check a list of so many elements, each by its own check."""

    def check_all(value: Any, path: str) -> None:
        if not isinstance(value, list):
            raise invalid(path, "must be a list")
        elements = cast("list[Any]", value)
        if len(elements) < least:
            raise missing(path)
        if len(elements) > most:
            raise invalid(path, f"must have at most {most} elements, has {len(elements)}")
        for place, element in enumerate(elements):
            check(element, f"{path}[{place}]")

    return check_all


def of(**fields: Check | tuple[Check]) -> Check:
    """Check a nested object."""

    def check(value: Any, path: str) -> None:
        shape(value, path, **fields)

    return check


def by_type(kinds: dict[str, Check], code: int = 131009) -> Check:
    """Check an object by its "type"."""

    def check(value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise invalid(path, "must be an object")
        kind = cast("Json", value).get("type")
        if kind is None:
            raise missing(f"{path}.type")
        if not isinstance(kind, str) or kind not in kinds:
            raise GraphError(code, f"{path}.type must be one of {sorted(kinds)}, is {kind!r}")
        kinds[kind](value, path)

    return check


def different(values: Sequence[str], path: str) -> None:
    """Check that no value comes twice."""
    if len(set(values)) != len(values):
        raise invalid(path, "values must be unique")


TEXT_BODY: Final = 4096
