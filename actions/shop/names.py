"""A customer's name as it may be used in a greeting."""

from __future__ import annotations

from typing import Final

_LONGEST: Final = 20


def first_name(name: str) -> str:
    """Return the first name, or "" when the profile's name is no name (emoji, a shop, a URL)."""
    first = next(iter(name.split()), "")
    letters = first.replace("-", "").replace("'", "")
    if not letters.isalpha() or not 2 <= len(first) <= _LONGEST:
        return ""
    return first[0].upper() + (first[1:].lower() if first.isupper() else first[1:])
