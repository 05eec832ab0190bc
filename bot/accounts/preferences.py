"""What a merchant may change, with its default, its check and its explanation.

Stored as rows of `setting`; read as one frozen `Preferences`. Adding a preference is one
field here: commands, pages and documentation follow from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, Literal

from bot.accounts.codes import COUNTRIES, CURRENCIES
from bot.handover.hours import HoursError, parse_hours
from bot.orders.zones import ZoneError, parse_zones

# 1 minute to 7 days, as the mission asks.
LEAST_DELAY: Final = 1
MOST_DELAY: Final = 7 * 24 * 60
_OPEN: Final = r"(?:{day})(?:-(?:{day}))?\s+{time}-{time}".format(
    day="mon|tue|wed|thu|fri|sat|sun", time=r"(?:[01]?\d|2[0-3]):[0-5]\d"
)
# No number of a setting needs more digits.
_WHOLE: Final = re.compile(r"-?\d{1,15}")
_HOURS: Final = rf"(?i:\s*|{_OPEN}(?:\s*;\s*{_OPEN})*\s*;?\s*)"


class PreferenceError(ValueError):
    """A key that does not exist, or a value that it does not take; says how to mend it."""


def _about(default: Any, about: str, **checks: Any) -> Any:
    return field(default=default, metadata={"about": about, **checks})


@dataclass(frozen=True, slots=True)
class Preferences:
    """An account's preferences. Amounts in minor units, delays in minutes."""

    name: str = _about(
        "Mi tienda", "Name of the shop, as customers read it.", least_long=1, longest=80
    )
    currency: str = _about("MXN", "ISO 4217 currency of prices.", pattern=r"[A-Z]{3}")
    country: str = _about(
        "mx", "Two-letter country: synonyms, register, address form.", pattern=r"[a-z]{2}"
    )
    language: str = _about("es", "Language of answers.", choices=("es", "pt", "en"))
    time_zone: str = _about("America/Mexico_City", "Time zone of business hours (IANA name).")
    register: Literal["", "tu", "vos", "usted"] = _about(
        "", "How customers are addressed; empty: as usual in the country.",
        choices=("", "tu", "vos", "usted"),
    )  # fmt: skip
    default_reply: str = _about(
        "", "What the bot says when it does not know; empty: the wording of domain.yml.",
        longest=1024,
    )  # fmt: skip
    search: bool = _about(True, "Whether products are looked for in what customers write.")
    burst_wait_ms: int = _about(
        1500, "How long fragments wait for the next message.", least=0, most=5000
    )
    recovery: bool = _about(True, "Whether an abandoned cart gets one reminder.")
    recovery_delay: int = _about(
        60, "Minutes after the last change of a cart until its reminder.",
        least=LEAST_DELAY, most=MOST_DELAY,
    )  # fmt: skip
    recovery_since: int = _about(
        0, "Moment (ms UTC) since which carts are reminded; set when it is switched on.", least=0
    )
    link_hours: int = _about(72, "Hours that a checkout link works.", least=1, most=720)
    delivery: bool = _about(True, "Whether customers may pay on delivery.")
    pickup: bool = _about(False, "Whether customers may pick their order up.")
    pickup_address: str = _about("", "Where orders are picked up.", longest=300)
    transfer: str = _about(
        "", "Bank details for payment by transfer; empty: not offered.", longest=1000
    )
    zones: str = _about(
        "Envío nacional=0",
        "Delivery zones with prices in major units: 'Centro=50; Resto del país=120'.",
        longest=1000,
    )
    hours: str = _about(
        "mon-fri 09:00-18:00; sat 10:00-14:00",
        "When people answer: 'mon-fri 09:00-18:00; sat 10:00-14:00'; empty: always.",
        longest=300, pattern=_HOURS,
    )  # fmt: skip
    handover_minutes: int = _about(
        30, "Business minutes without an answer until the bot offers itself again.",
        least=1, most=1440,
    )  # fmt: skip
    analysis_days: int = _about(
        365, "Days that is kept what the bot understood, searched and did not send.",
        least=30, most=3650,
    )  # fmt: skip
    cart_summary_while_person: bool = _about(
        True, "Whether a sent cart gets its summary and link while a person has the chat."
    )


def keys() -> list[str]:
    """Return every preference's key."""
    return [item.name for item in fields(Preferences)]


def about(key: str) -> str:
    """Explain a preference in one sentence."""
    return str(_field(key).metadata["about"])


def build(stored: Mapping[str, Any]) -> Preferences:
    """Make Preferences from stored values; unknown or damaged ones keep their default."""
    known: dict[str, Any] = {}
    for item in fields(Preferences):
        if item.name in stored and isinstance(stored[item.name], type(item.default)):
            known[item.name] = stored[item.name]
    return Preferences(**known)


def parse(key: str, words: str) -> str | int | bool:
    """Read a value as a person writes it. PreferenceError says what is wrong with it."""
    item = _field(key)
    value = _typed(key, words.strip(), item.default)
    _check(key, value, item.metadata)
    return value


def _field(key: str) -> Any:
    for item in fields(Preferences):
        if item.name == key:
            return item
    raise PreferenceError(f"there is no setting {key!r}; `setting list` shows them all")


def _typed(key: str, words: str, default: object) -> str | int | bool:
    if isinstance(default, bool):
        if words.lower() in {"true", "on", "yes", "1", "si", "sí"}:
            return True
        if words.lower() in {"false", "off", "no", "0"}:
            return False
        raise PreferenceError(f"{key} is on or off, not {words!r}")
    if isinstance(default, int):
        if not _WHOLE.fullmatch(words):
            raise PreferenceError(f"{key} is a whole number, not {words!r}")
        return int(words)
    return words


def _check(key: str, value: str | float, rules: Mapping[str, Any]) -> None:
    if isinstance(value, str):
        _check_text(key, value, rules)
    elif not rules.get("least", value) <= value <= rules.get("most", value):
        least, most = rules["least"], rules.get("most")
        told = f"is at least {least}" if most is None else f"lies between {least} and {most}"
        raise PreferenceError(f"{key} {told}")


def _check_text(key: str, value: str, rules: Mapping[str, Any]) -> None:
    choices = rules.get("choices")
    if choices is not None and value not in choices:
        raise PreferenceError(f"{key} is one of {', '.join(repr(one) for one in choices)}")
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        raise PreferenceError(f"{key} does not look right: {value!r} ({rules['about']})")
    if len(value) > rules.get("longest", 1000):
        raise PreferenceError(f"{key} has at most {rules.get('longest', 1000)} characters")
    if len(value) < rules.get("least_long", 0):
        raise PreferenceError(f"{key} cannot be empty ({rules['about']})")
    if key in _READERS:
        _check_sense(key, value)


def _check_sense(key: str, value: str) -> None:
    """Read the value as it is read later, so that nothing unreadable is ever kept."""
    try:
        _READERS[key](value)
    except (HoursError, ZoneError, PreferenceError) as error:
        raise PreferenceError(f"{key}: {error}") from error


def _known_currency(code: str) -> None:
    if code not in CURRENCIES:
        raise PreferenceError(f"{code!r} is no currency in use; write its ISO 4217 code, as in MXN")


def _known_country(code: str) -> None:
    if code not in COUNTRIES:
        raise PreferenceError(f"{code!r} is no country; write its two ISO 3166 letters, as in mx")


_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "currency": _known_currency,
    "country": _known_country,
    "time_zone": lambda zone: parse_hours("", zone),
    "hours": lambda hours: parse_hours(hours, "UTC"),
    # Zones are written without a currency; whichever it is, they read the same.
    "zones": lambda zones: parse_zones(zones, "MXN"),
}
