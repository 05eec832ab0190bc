"""Who a person on WhatsApp is: phone numbers in one form, business-scoped user ids.

Since 2026 a person may hide the phone behind a username: then only the BSUID is there
("MX.13491208655302741918", country and up to 128 letters and digits).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, cast

import phonenumbers

# E.164 has at most 15 digits; the shortest numbers in use have 7.
_DIGITS: Final = re.compile(r"[0-9]{7,15}")
_BSUID: Final = re.compile(r"[A-Z]{2}\.(?:[A-Z]{2,8}\.)?[A-Za-z0-9]{1,128}")
_LONGEST_PHONE: Final = len("+") + 15
_LONGEST_BSUID: Final = len("MX.") + len("ENTITIES.") + 128
# A webhook names the same person three times, and the next one often again.
_REMEMBERED: Final = 4_096


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on WhatsApp. At least one of phone and bsuid is there.

    phone: canonical digits, to compare by. wire_phone: digits as Meta wrote them, to send to.
    """

    phone: str | None = None
    wire_phone: str | None = None
    bsuid: str | None = None
    parent_bsuid: str | None = None
    name: str = ""
    username: str = ""

    @property
    def country(self) -> str | None:
        """Two lower-case letters, from the BSUID or else from the phone number."""
        if self.bsuid is not None:
            return self.bsuid[:2].lower()
        return None if self.wire_phone is None else country_of(self.wire_phone)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a message goes: a phone (digits as Meta wrote them) or a BSUID."""

    phone: str | None = None
    bsuid: str | None = None

    def __post_init__(self) -> None:
        if self.phone is None and self.bsuid is None:
            raise ValueError("a recipient needs a phone number or a BSUID")

    def fields(self) -> dict[str, str]:
        """Return the Graph fields. The plus sign keeps Meta from adding a country code."""
        if self.phone is not None:
            return {"to": "+" + self.phone.removeprefix("+")}
        return {"recipient": self.bsuid or ""}


def recipient_of(person: Person) -> Recipient:
    """Return where to reach the person: the phone where it is known (`to` wins at Meta)."""
    return Recipient(person.wire_phone, person.bsuid)


@lru_cache(_REMEMBERED)
def canonical_phone(digits: str) -> str:
    """Return one form of a number that WhatsApp writes in two.

    Mexico 521 + 10 digits is 52 + 10; Argentina 549 + 10 is 54 + 10; a Brazilian mobile of
    before 2012 (local part of eight digits from 6 to 9) gets its ninth digit.
    """
    if len(digits) == 13 and digits.startswith(("521", "549")):
        return digits[:2] + digits[3:]
    if len(digits) == 12 and digits.startswith("55") and digits[4] in "6789":
        return f"{digits[:4]}9{digits[4:]}"
    return digits


def phone_of(value: object) -> str | None:
    """Return the digits of a wa_id as Meta writes it (text or number), None for anything else."""
    if not isinstance(value, str):
        value = str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    return _digits_of(value) if len(value) <= _LONGEST_PHONE else None


@lru_cache(_REMEMBERED)
def _digits_of(written: str) -> str | None:
    digits = written.removeprefix("+")
    return digits if _DIGITS.fullmatch(digits) else None


def bsuid_of(value: object) -> str | None:
    """Return a business-scoped user id, None when the value does not look like one."""
    if not isinstance(value, str) or len(value) > _LONGEST_BSUID:
        return None
    return value if _is_bsuid(value) else None


@lru_cache(_REMEMBERED)
def _is_bsuid(value: str) -> bool:
    return _BSUID.fullmatch(value) is not None


def country_of(digits: str) -> str | None:
    """Return the two-letter country of a phone number's digits, None when it is not clear."""
    try:
        number = phonenumbers.parse("+" + digits, None)
    except phonenumbers.NumberParseException:
        return None
    region = phonenumbers.region_code_for_number(number)
    if region is None:
        region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    return region.lower() if region and region.isalpha() else None


def person_of(
    phone: object,
    bsuid: object,
    contact: Mapping[str, Any] | None,
    parent_bsuid: object = None,
) -> Person | None:
    """Join an update's own sender fields with its contact; None when nobody is named."""
    known: Mapping[str, Any] = contact or {}
    wire = phone_of(phone) or phone_of(known.get("wa_id"))
    user = bsuid_of(bsuid) or bsuid_of(known.get("user_id"))
    if wire is None and user is None:
        return None
    profile = known.get("profile")
    card: Mapping[str, Any] = (
        cast("Mapping[str, Any]", profile) if isinstance(profile, dict) else {}
    )
    parent = bsuid_of(parent_bsuid) or bsuid_of(known.get("parent_user_id"))
    return _person(wire, user, parent, _words(card.get("name")), _words(card.get("username")))


@lru_cache(_REMEMBERED)
def _person(
    wire: str | None, bsuid: str | None, parent: str | None, name: str, username: str
) -> Person:
    phone = None if wire is None else canonical_phone(wire)
    return Person(phone, wire, bsuid, parent, name, username)


def _words(value: object) -> str:
    return value.strip()[:200] if isinstance(value, str) else ""
