"""Business hours count minutes only while somebody is there, in the shop's own time."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import MINUTE
from bot.handover.hours import HoursError, parse_hours

ZONE = "America/Mexico_City"
HOURS = parse_hours("mon-fri 09:00-18:00; sat 10:00-14:00", ZONE)


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-23T10:00", "en unos minutos"),
        ("2026-11-23T07:30", "hoy desde las 9:00"),
        ("2026-11-23T18:00", "mañana desde las 9:00"),
        ("2026-11-27T20:00", "mañana desde las 10:00"),
        ("2026-11-28T15:00", "el lunes desde las 9:00"),
    ],
)
def test_it_says_when_a_person_answers(at: str, words: str) -> None:
    assert HOURS.words(moment(at)) == words


def test_minutes_run_only_while_open() -> None:
    assert HOURS.after(moment("2026-11-27T17:45"), 30) == moment("2026-11-28T10:15")
    assert HOURS.after(moment("2026-11-28T13:50"), 30) == moment("2026-11-30T09:20")


def test_without_hours_somebody_is_always_there() -> None:
    always = parse_hours("", ZONE)
    assert always.is_open(0)
    assert always.after(0, 30) == 30 * MINUTE


@given(st.integers(0, 10**7), st.integers(1, 600))
def test_business_time_is_never_shorter_than_the_clock(minute: int, wait: int) -> None:
    now = moment("2026-01-01T00:00") + minute * MINUTE
    due = HOURS.after(now, wait)
    assert due >= now + wait * MINUTE
    assert HOURS.is_open(due - 1)


@pytest.mark.parametrize("text", ["siempre", "mon 9-18", "mon 18:00-09:00", "lun 09:00-18:00"])
def test_hours_that_cannot_be_read_say_how_to_write_them(text: str) -> None:
    with pytest.raises(HoursError, match=r"write|split"):
        parse_hours(text, ZONE)


def test_an_unknown_time_zone_is_refused() -> None:
    with pytest.raises(HoursError, match="America/Mexico_City"):
        parse_hours("", "Mexico")
