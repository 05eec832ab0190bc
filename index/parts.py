"""A story cut where one breathes: each part says less, and says it more clearly."""

from __future__ import annotations

import re
from typing import Final

from index.terms import cut

_BREATH: Final = re.compile(
    r"[.,;:!?¿¡…\n]+|\b(?:y|pero|porque|pues|aunque|and|but|because|e|mas|porém)\b", re.IGNORECASE
)
# Fewer words than these say nothing by themselves.
_LEAST: Final = 3
# A ramble is cut no further: each part costs a vector.
MOST_PARTS: Final = 8


def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a text that say something by themselves, at most MOST_PARTS."""
    found = (part.strip() for part in _BREATH.split(text))
    return tuple(part for part in found if len(cut(part)) >= _LEAST)[:MOST_PARTS]
