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
_TRAITS: Final[Mapping[str, Mapping[str, str]]] = {
    "pt": {"color": "cor", "talla": "tamanho", "capacidad": "capacidade", "largo": "comprimento"},
    "en": {"color": "colour", "talla": "size", "capacidad": "capacity", "largo": "length"},
}
_MOMENTS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "pt": (
        ("en unos minutos", "em alguns minutos"), ("desde las", "a partir das"),
        ("mañana", "amanhã"), ("hoy", "hoje"), ("el lunes", "na segunda"),
        ("el martes", "na terça"), ("el miércoles", "na quarta"), ("el jueves", "na quinta"),
        ("el viernes", "na sexta"), ("el sábado", "no sábado"), ("el domingo", "no domingo"),
    ),
    "en": (
        ("en unos minutos", "in a few minutes"), ("desde las", "from"),
        ("mañana", "tomorrow"), ("hoy", "today"), ("el lunes", "on Monday"),
        ("el martes", "on Tuesday"), ("el miércoles", "on Wednesday"),
        ("el jueves", "on Thursday"), ("el viernes", "on Friday"),
        ("el sábado", "on Saturday"), ("el domingo", "on Sunday"),
    ),
}  # fmt: skip


def understood_in(text: str, context: Context, country: str) -> str:
    """Note the language that a customer writes in and return the text as the rules read it.

    The closed words of Portuguese and English are read in Spanish; a text whose language is not
    clear stays in that of the conversation.
    """
    context.language = spoken_language(text, context.language, home_language(country))
    return in_spanish(text, context.language)


def trait_in(name: str, language: str) -> str:
    """Name what tells variants apart in another language: "talla" -> "size"."""
    return _TRAITS.get(language, {}).get(name, name)


def moment_in(when: str, language: str) -> str:
    """Say when a person answers in another language: "mañana" -> "tomorrow"."""
    for spanish, other in _MOMENTS.get(language, ()):
        when = when.replace(spanish, other)
    return when


def home_language(country: str) -> str:
    """Return the language of a country: "pt" of "BR"; Spanish where nothing else is known."""
    return _HOME.get(country.lower(), "es")
