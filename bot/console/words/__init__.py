"""What the pages say, in Spanish and in English. Adding a language is one more column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.console.words import delivery, frame, thread

LANGUAGES: Final = ("es", "en")

# key: (Spanish, English). {names} are filled in by whoever shows them.
CATALOG: Final[Mapping[str, tuple[str, str]]] = {
    **frame.WORDS,
    **thread.WORDS,
    **delivery.WORDS,
}

MONTHS: Final = {
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


class Words:
    """The pages' words in one language; languages that are not there read Spanish."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._column = LANGUAGES.index(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key with values filled in; KeyError for one that is missing."""
        return CATALOG[key][self._column].format(**values)

    def maybe(self, key: str, other: str, **values: object) -> str:
        """Return the words of a key, or those of another where it is missing."""
        return self(key if key in CATALOG else other, **values)

    @property
    def months(self) -> tuple[str, ...]:
        """The twelve short names."""
        return MONTHS[self.language]
