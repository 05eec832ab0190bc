"""In which language a customer is spoken to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Countries where a single word is enough to tell the language.
_HOME: Final[Mapping[str, str]] = {
    "br": "pt", "pt": "pt", "ao": "pt", "mz": "pt",
    "us": "en", "gb": "en", "ca": "en", "ie": "en", "au": "en", "nz": "en",
}  # fmt: skip


def home_language(country: str) -> str:
    """Return the language of a country: "pt" of "BR"; Spanish where nothing else is known."""
    return _HOME.get(country.lower(), "es")
