"""One POST of Meta, taken apart into updates that stand for themselves.

A POST may carry a thousand updates in any mix. Each becomes one value of its own, with all it
needs (account, number, contact); one that cannot be read is kept raw and harms no other.
"""

from __future__ import annotations

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
    updates: list[Update] = []
    for entry in cast("list[Any]", entries):
        _take_entry(entry, updates)
    return updates


def _take_entry(entry: Any, updates: list[Update]) -> None:
    changes = entry.get("changes") if isinstance(entry, dict) else None
    if not isinstance(changes, list) or not changes:
        updates.append(unknown(entry))
        return
    for change in cast("list[Any]", changes):
        _take_change(cast("dict[str, Any]", entry), change, updates)


def _take_change(entry: Json, change: Any, updates: list[Update]) -> None:
    value = change.get("value") if isinstance(change, dict) else None
    if not isinstance(value, dict):
        updates.append(unknown({"id": entry.get("id"), "change": change}))
        return
    facts = cast("dict[str, Any]", value)
    field = text(cast("dict[str, Any]", change).get("field"))
    of = Change(text(entry.get("id")), field, entry.get("time"), facts)
    before = len(updates)
    for name, read in READERS.items():
        items = facts.get(name)
        if items is not None:
            _take_items(of, name, items, read, updates)
    if len(updates) == before:
        updates.append(whole(of))


def _take_items(of: Change, name: str, items: Any, read: Reader, updates: list[Update]) -> None:
    for item in cast("list[Any]", items) if isinstance(items, list) else [items]:
        one = read(of, cast("Json", item)) if isinstance(item, dict) else odd(of, name, item)
        updates.append(one)
