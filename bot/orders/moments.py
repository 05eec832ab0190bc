"""Moments as customers read them: "miércoles 25 de noviembre, 23:59". Pure."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DAYS: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS: Final = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


def say_moment(at: int, time_zone: str) -> str:
    """Write a moment (ms UTC) in the shop's time zone; an unknown zone is taken for UTC."""
    there = datetime.fromtimestamp(at / 1_000, UTC).astimezone(_zone(time_zone))
    day = f"{_DAYS[there.weekday()]} {there.day} de {_MONTHS[there.month - 1]}"
    return f"{day}, {there:%H:%M}"


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
