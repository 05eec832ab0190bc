"""The name under which an update is stored once, however often Meta delivers it.

Meta delivers at least once and retries for days, so the key must follow from the update alone.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

# The inbox keeps 512 characters; longer keys are shortened to a hash.
LONGEST: Final = 400


def joined(*parts: str) -> str:
    """Join parts into a key; one that would be too long becomes the first part and a hash."""
    key = ":".join(parts)
    if len(key) <= LONGEST:
        return key
    return f"{parts[0]}:{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()}"


def digest(value: Any) -> str:
    """Hash a JSON value, whatever the order of its keys."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
