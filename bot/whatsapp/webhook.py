"""One POST of Meta, taken apart into updates that stand for themselves.

A POST may carry a thousand updates in any mix. Each becomes one value of its own, with all it
needs (account, number, contact); one that cannot be read is kept raw and harms no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from bot.whatsapp.body import BrokenBodyError, parse
from bot.whatsapp.change import Change
from bot.whatsapp.reading import READERS, Reader, odd, unknown, whole
from bot.whatsapp.update import Json, Kind, Update, text

__all__ = ["BrokenBodyError", "Kind", "Update", "split"]


def split(raw: bytes) -> list[Update]:
    """Take the body of a webhook apart. BrokenBodyError when it is not JSON at all."""
    body = parse(raw)
    entries = body.get("entry") if isinstance(body, dict) else None
    if not isinstance(entries, list):
        return [unknown(body)]
    return [update for entry in cast("list[Any]", entries) for update in _entry(entry)]


def _entry(entry: Any) -> Iterator[Update]:
    changes = entry.get("changes") if isinstance(entry, dict) else None
    if not isinstance(changes, list) or not changes:
        yield unknown(entry)
        return
    known = cast("dict[str, Any]", entry)
    for change in cast("list[Any]", changes):
        yield from _change(known, change)


def _change(entry: Json, change: Any) -> Iterator[Update]:
    value = change.get("value") if isinstance(change, dict) else None
    if not isinstance(value, dict):
        yield unknown({"id": entry.get("id"), "change": change})
        return
    field = text(cast("dict[str, Any]", change).get("field"))
    facts = cast("dict[str, Any]", value)
    of = Change(text(entry.get("id")), field, entry.get("time"), facts)
    updates = [
        update
        for name, read in READERS.items()
        if facts.get(name) is not None
        for update in _each(of, name, read)
    ]
    yield from updates or [whole(of)]


def _each(of: Change, name: str, read: Reader) -> Iterator[Update]:
    items = of.value[name]
    for item in cast("list[Any]", items) if isinstance(items, list) else [items]:
        yield read(of, cast("Json", item)) if isinstance(item, dict) else odd(of, name, item)
