"""Business hours: "mon-fri 09:00-18:00; sat 10:00-14:00" in the shop's time zone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.clock import MINUTE

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPANISH: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_PART: Final = re.compile(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))?\s+"
    r"(?P<opens>\d{1,2}:\d{2})-(?P<closes>\d{1,2}:\d{2})"
)
# Far enough to meet an opening even in a week with a single hour of service.
_HORIZON_DAYS: Final = 8


class HoursError(ValueError):
    """Hours or a time zone that cannot be read; says how to write them."""


@dataclass(frozen=True, slots=True)
class Span:
    """Open on a weekday (0 = Monday) from opens until closes."""

    day: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Hours:
    """A week of opening hours. No spans: always open."""

    spans: tuple[Span, ...]
    zone: ZoneInfo

    def is_open(self, now: int) -> bool:
        """Whether somebody answers at this moment (ms UTC)."""
        return not self.spans or any(start <= now < end for start, end in self._open_from(now))

    def opens_at(self, now: int) -> int:
        """Return the moment from which somebody answers: now, or the next opening."""
        if not self.spans:
            return now
        return next(max(now, start) for start, end in self._open_from(now) if end > now)

    def after(self, now: int, minutes: int) -> int:
        """Return the moment at which so many minutes of business time have passed."""
        left = minutes * MINUTE
        if not self.spans:
            return now + left
        while True:
            for start, end in self._open_from(now):
                begin = max(now, start)
                if end - begin >= left:
                    return begin + left
                left -= max(0, end - begin)
                now = max(now, end)

    def words(self, now: int) -> str:
        """Say in Spanish when somebody answers: "en unos minutos", "mañana desde las 9:00"."""
        if self.is_open(now):
            return "en unos minutos"
        opens, today = self._local(self.opens_at(now)), self._local(now)
        hour = f"desde las {opens.hour}:{opens.minute:02d}"
        days = (opens.date() - today.date()).days
        if days < 2:
            return f"{'mañana' if days else 'hoy'} {hour}"
        return f"el {_SPANISH[opens.weekday()]} {hour}"

    def _local(self, moment: int) -> datetime:
        return datetime.fromtimestamp(moment / 1000, self.zone)

    def _open_from(self, now: int) -> Iterator[tuple[int, int]]:
        """Yield (opens, closes) in ms UTC, in order, from today on."""
        today = self._local(now).date()
        for ahead in range(_HORIZON_DAYS):
            day = today + timedelta(days=ahead)
            for span in self.spans:
                if span.day == day.weekday():
                    start = datetime.combine(day, span.opens, self.zone)
                    end = datetime.combine(day, span.closes, self.zone)
                    yield _ms(start), _ms(end)


def parse_hours(text: str, zone: str) -> Hours:
    """Read opening hours. HoursError says what is wrong and how to write it."""
    try:
        found = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise HoursError(f"{zone!r} is no time zone; write it as in America/Mexico_City") from error
    spans = [span for part in text.split(";") if part.strip() for span in _spans(part.strip())]
    return Hours(tuple(sorted(spans, key=lambda span: (span.day, span.opens))), found)


def _spans(part: str) -> list[Span]:
    match = _PART.fullmatch(part.lower())
    if match is None or not {match["first"], match["last"] or "mon"} <= set(_DAYS):
        raise HoursError(f"{part!r} is no opening time; write it as in 'mon-fri 09:00-18:00'")
    first = _DAYS.index(match["first"])
    last = _DAYS.index(match["last"]) if match["last"] else first
    opens, closes = _time(match["opens"]), _time(match["closes"])
    if opens >= closes:
        raise HoursError(f"{part!r} closes before it opens; split a night at 23:59")
    count = (last - first) % 7 + 1
    return [Span((first + step) % 7, opens, closes) for step in range(count)]


def _time(text: str) -> time:
    hour, minute = (int(number) for number in text.split(":"))
    if hour > 23 or minute > 59:
        raise HoursError(f"{text!r} is no time of day; write it as in 09:00")
    return time(hour, minute)


def _ms(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp() * 1000)
