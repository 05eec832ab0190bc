"""The word that Meta gives back with every status (biz_opaque_callback_data).

It names the message and the try: a status of an earlier try says nothing about a later one.
"""

from __future__ import annotations

import re
from typing import Final

_SHAPE: Final = re.compile(r"m([0-9]{1,18})\.([0-9]{1,9})")


def write_callback(outbox_id: int, attempt: int) -> str:
    """Return the word for one try of one message."""
    return f"m{outbox_id}.{attempt}"


def read_callback(word: str) -> tuple[int, int] | None:
    """Return message and try, None for a word that is not ours."""
    found = _SHAPE.fullmatch(word)
    return (int(found[1]), int(found[2])) if found else None
