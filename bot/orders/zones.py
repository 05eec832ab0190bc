"""Delivery zones as a merchant writes them: "Centro=50; Resto del país=120". Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from actions.shop.money import Money, from_major

MOST_ZONES: Final = 30


class ZoneError(ValueError):
    """The zones are not written as they should be; says where."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Where we deliver, and for how much."""

    name: str
    price: Money


def parse_zones(words: str, currency: str) -> tuple[Zone, ...]:
    """Read zones with their prices in major units. ZoneError names the part that is wrong."""
    parts = [part.strip() for part in words.split(";") if part.strip()]
    if len(parts) > MOST_ZONES:
        raise ZoneError(f"at most {MOST_ZONES} delivery zones, not {len(parts)}")
    zones = tuple(_zone(part, currency) for part in parts)
    names = [zone.name.casefold() for zone in zones]
    for name in names:
        if names.count(name) > 1:
            raise ZoneError(f"the zone {name!r} is there twice")
    return zones


def _zone(part: str, currency: str) -> Zone:
    name, found, price = part.rpartition("=")
    if not found or not name.strip():
        raise ZoneError(f"{part!r} is not written as NAME=PRICE, for example Centro=50")
    try:
        value = Decimal(price.strip())
    except InvalidOperation:
        raise ZoneError(
            f"{price.strip()!r} in {part!r} is not a price such as 50 or 49.90"
        ) from None
    if not value.is_finite() or not 0 <= value < 10**9:
        raise ZoneError(f"the price in {part!r} must be 0 or more")
    return Zone(name.strip(), from_major(value, currency))


def readable_zones(words: str, currency: str) -> tuple[Zone, ...]:
    """Read the zones that can be read; a damaged setting must not stop the shop from selling."""
    try:
        return parse_zones(words, currency)
    except ZoneError:
        return ()
