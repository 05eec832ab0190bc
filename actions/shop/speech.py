"""In which language a customer is spoken to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from actions.shop.context import Context
from nlu.text import in_spanish, spoken_language

# Countries where a single word is enough to tell the language.
_HOME: Final[Mapping[str, str]] = {
    "br": "pt", "pt": "pt", "ao": "pt", "mz": "pt",
    "us": "en", "gb": "en", "ca": "en", "ie": "en", "au": "en", "nz": "en",
}  # fmt: skip


def understood_in(text: str, context: Context, country: str) -> str:
    """Note the language that a customer writes in and return the text as the rules read it.

    The closed words of Portuguese and English are read in Spanish; a text whose language is not
    clear stays in that of the conversation.
    """
    context.language = spoken_language(text, context.language, home_language(country))
    return in_spanish(text, context.language)


def home_language(country: str) -> str:
    """Return the language of a country: "pt" of "BR"; Spanish where nothing else is known."""
    return _HOME.get(country.lower(), "es")
