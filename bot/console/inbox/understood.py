"""What the bot made of a turn, in short pairs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from bot.console.inbox.values import Understood


def understood_rows(seen: Understood) -> list[tuple[str, str]]:
    """Return what the bot understood as pairs, act by act: intent or event, then entities."""
    return [row for act in seen.acts for row in _act(act)]


def _act(act: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    confidence = act.get("confidence")
    sure = f" {confidence:.0%}" if isinstance(confidence, int | float) else ""
    if act.get("intent"):
        yield "intent", f"{act['intent']}{sure}"
    elif act.get("event"):
        yield "event", str(act["event"])
    for pair in cast("list[Any]", act.get("entities") or []):
        if isinstance(pair, list | tuple) and len(cast("list[Any]", pair)) == 2:
            name, value = cast("list[Any]", pair)
            yield str(name), str(value)
