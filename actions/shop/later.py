"""What of one order is still to be asked about, after the question that is put now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

LATER: Final = "later"
# In the id of one that waits: the product that was chosen before it.
SAME: Final = "*"
ADDED: Final = "added"
INSTEAD: Final = "instead"
# An order names five things at most; a list that was shown holds ten.
MOST_LATER: Final = 10


@dataclass(frozen=True, slots=True)
class Later:
    """One product that waits for its question. id: what adds it; text: what was said of it."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before a question, what is asked after it, what this order added so far.

    added: SKUs, in the order in which they went in. instead: the SKU of a line that what is
    asked for shall replace.
    """

    lead: str = ""
    later: tuple[Later, ...] = ()
    added: tuple[str, ...] = ()
    instead: str = ""


NOTHING: Final = Around()


def kept(around: Around) -> dict[str, str]:
    """Write what an order still needs as the data of its question; {} when it was but one thing."""
    rows = [[one.id, one.text[:200]] for one in around.later[:MOST_LATER]]
    facts = {LATER: rows, ADDED: list(around.added[:MOST_LATER])}
    told = {name: json.dumps(value, ensure_ascii=False) for name, value in facts.items() if value}
    return told | ({INSTEAD: around.instead} if around.instead else {})


def waiting(data: Mapping[str, str]) -> Around:
    """Read what waits behind a question; damaged data count as nothing."""
    try:
        rows: Any = json.loads(data.get(LATER, "[]"))
        added: Any = json.loads(data.get(ADDED, "[]"))
        later = tuple(Later(str(id), str(text)) for id, text in rows)  # noqa: A001
        return Around("", later, tuple(str(sku) for sku in added), data.get(INSTEAD, ""))
    except (ValueError, TypeError):
        return NOTHING
