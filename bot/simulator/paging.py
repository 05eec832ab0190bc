"""Graph's way of handing out long lists: pages with cursors."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from bot.simulator.graph_errors import GraphError
from bot.simulator.state import picked

Json = dict[str, Any]


def page(items: Sequence[Json], query: Mapping[str, str], default: str, url: str) -> Json:
    """Return the page that the query asks for, with the cursor of the next one."""
    start, limit = _start(query.get("after", "")), _limit(query.get("limit", "25"))
    shown = items[start : start + limit]
    answer: Json = {"data": [picked(item, query.get("fields", ""), default) for item in shown]}
    if shown:
        cursors = {"before": _cursor(start), "after": _cursor(start + len(shown))}
        paging: Json = {"cursors": cursors}
        if start + limit < len(items):
            paging["next"] = f"{url}?after={cursors['after']}&limit={limit}"
        answer["paging"] = paging
    return answer


def known_fields(query: Mapping[str, str], fields: frozenset[str]) -> None:
    """Refuse a field that the object does not have, as Graph does."""
    for name in query.get("fields", "").split(","):
        plain = name.strip().split("{")[0]
        if plain and plain not in fields:
            raise GraphError(100, f"Tried accessing nonexisting field ({plain})")


def _cursor(place: int) -> str:
    return base64.urlsafe_b64encode(f"place:{place}".encode()).decode().rstrip("=")


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return int(base64.urlsafe_b64decode(padded).decode().removeprefix("place:"))
    except (ValueError, UnicodeDecodeError) as error:
        raise GraphError(100, "Invalid cursor") from error


def _limit(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1000:
        raise GraphError(100, "limit must be 1 to 1000")
    return int(text)
