"""Moments as people read them, in the shop's time zone. Pure."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.clock import HOUR, MINUTE
from bot.console.words import Words


def zone_of(name: str) -> ZoneInfo:
    """Return a time zone; UTC for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


class Moments:
    """Writes moments (ms UTC) relative to now."""

    def __init__(self, zone: ZoneInfo, words: Words, now: int) -> None:
        self._zone = zone
        self._words = words
        self._now = now

    def clock(self, moment: int) -> str:
        """Write the time of day: 14:05."""
        return f"{self._local(moment):%H:%M}"

    def short(self, moment: int) -> str:
        """Write as little as tells it apart: 14:05, ayer, 3 nov, 3 nov 2025."""
        days = self._days_ago(moment)
        if days == 0:
            return self.clock(moment)
        return self._words("yesterday") if days == 1 else self.date(moment)

    def day(self, moment: int) -> str:
        """Write a day as a heading: Hoy, Ayer, 3 nov."""
        days = self._days_ago(moment)
        if days == 0:
            return self._words("today")
        return self._words("yesterday").capitalize() if days == 1 else self.date(moment)

    def date(self, moment: int) -> str:
        """Write a date, with the year where it is another."""
        local = self._local(moment)
        year = "" if local.year == self._local(self._now).year else f" {local.year}"
        return f"{local.day} {self._words.months[local.month - 1]}{year}"

    def full(self, moment: int) -> str:
        """Write date and time: 3 nov 14:05."""
        return f"{self.date(moment)} {self.clock(moment)}"

    def iso(self, moment: int) -> str:
        """Write what machines read."""
        return self._local(moment).isoformat(timespec="seconds")

    def same_day(self, one: int, other: int) -> bool:
        """Whether both lie on one day here."""
        return self._local(one).date() == self._local(other).date()

    def _days_ago(self, moment: int) -> int:
        return (self._local(self._now).date() - self._local(moment).date()).days

    def _local(self, moment: int) -> datetime:
        return datetime.fromtimestamp(moment / 1000, self._zone)


def left(until: int, now: int) -> str:
    """Write how long is left: "23 h 12 min", "4 min"."""
    rest = max(0, until - now)
    hours, minutes = rest // HOUR, rest % HOUR // MINUTE
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"
