"""Entities of closed classes, read by rules: colours, sizes, counts, positions, prices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nlu.text import (
    expand_abbreviations,
    parse_colours,
    parse_ordinal,
    parse_price_range,
    parse_quantity,
    parse_size,
)


def read_entities(text: str) -> list[dict[str, Any]]:
    """Entities as Rasa writes them: colour, size, quantity, position, least_price, most_price."""
    written_out = expand_abbreviations(text)
    return [{"entity": name, "value": value} for name, value in _found(written_out)]


def _found(text: str) -> Iterator[tuple[str, str]]:
    yield from (("colour", colour) for colour in parse_colours(text))
    single = (
        ("size", parse_size(text)),
        ("quantity", parse_quantity(text)),
        ("position", parse_ordinal(text)),
    )
    yield from ((name, str(value)) for name, value in single if value is not None)
    limits = parse_price_range(text)
    if limits and limits.minimum is not None:
        yield ("least_price", f"{limits.minimum:f}")
    if limits and limits.maximum is not None:
        yield ("most_price", f"{limits.maximum:f}")
