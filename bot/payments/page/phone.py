"""A phone number as a customer writes it. Pure."""

from __future__ import annotations

import phonenumbers


def read_phone(words: str, country: str) -> str | None:
    """Return the number as +E.164, read as one of the country unless it says its own; else None."""
    try:
        number = phonenumbers.parse(words, country.upper())
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
