"""A phone number as a customer writes it. Pure."""

from __future__ import annotations

import re
from typing import Final

import phonenumbers

# Mexico dropped the 1 after its country code in 2019; WhatsApp and people still write it.
_OLD_MEXICAN: Final = re.compile(r"\+?\s*52[\s-]*1[\s-]*((?:\d[\s().-]*){10})")


def read_phone(words: str, country: str) -> str | None:
    """Return the number as +E.164, read as one of the country unless it says its own; else None."""
    old = _OLD_MEXICAN.fullmatch(words.strip())
    try:
        number = phonenumbers.parse(f"+52{old[1]}" if old else words, country.upper())
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
