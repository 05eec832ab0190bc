"""Phone numbers as people read them."""

from __future__ import annotations

import phonenumbers


def readable_phone(digits: str) -> str:
    """Write E.164 digits with their country's spaces: +52 55 1234 0001; other words stay."""
    if not digits.isascii() or not digits.isdigit():
        return digits
    try:
        number = phonenumbers.parse("+" + digits, None)
    except phonenumbers.NumberParseException:
        return "+" + digits
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
