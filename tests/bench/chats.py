"""The chats that benches hold (chats.yml)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

Chat = Sequence[str]


def read_chats() -> list[Chat]:
    """Return the chats: what one customer writes, in order."""
    return yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))


def woven(chats: Sequence[Chat], count: int) -> Iterator[tuple[int, str]]:
    """Give `count` messages, all chats by turns, each with the number of its customer.

    When the chats are through, new customers begin them again.
    """
    longest = max(len(chat) for chat in chats)
    given = 0
    for wave in range(count):
        for place in range(longest):
            for number, chat in enumerate(chats):
                if place < len(chat) and given < count:
                    given += 1
                    yield wave * len(chats) + number, chat[place]
        if given == count:
            return
