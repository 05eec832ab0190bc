"""A place that a customer sent: where the cart is to be delivered. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Place:
    """A spot on the map, in degrees, with its name and address where the person chose one."""

    latitude: float
    longitude: float
    name: str = ""
    address: str = ""

    @property
    def words(self) -> str:
        """How the place is called, "" for a bare pin on the map."""
        parts = [" ".join(part.split()) for part in (self.name, self.address)]
        told = ", ".join(part for part in parts if part)
        return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1].rstrip(' ,')}…"

    @property
    def link(self) -> str:
        """A link to the spot that every map understands."""
        return f"https://maps.google.com/?q={self.latitude:.6f},{self.longitude:.6f}"

    def as_json(self) -> dict[str, Any]:
        """Return what is kept of it."""
        return asdict(self)


def place_from(stored: object) -> Place | None:
    """Read a place back, or out of an event; None where there is none or it is no place."""
    if not isinstance(stored, Mapping):
        return None
    told: Mapping[str, Any] = stored
    try:
        spot = (float(told["latitude"]), float(told["longitude"]))
    except (KeyError, TypeError, ValueError):
        return None
    # Damaged numbers, also "nan", are no place.
    if not (-90 <= spot[0] <= 90 and -180 <= spot[1] <= 180):
        return None
    return Place(*spot, str(told.get("name") or ""), str(told.get("address") or ""))
