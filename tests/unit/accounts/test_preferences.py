"""What a merchant types for a setting is checked before it is kept."""

import pytest

from bot.accounts.preferences import PreferenceError, Preferences, parse


@pytest.mark.parametrize(
    "hours", ["", Preferences().hours, "Mon 9:00-18:00;", "sat-sun 10:00-14:00"]
)
def test_opening_hours_are_taken_as_people_write_them(hours: str) -> None:
    assert parse("hours", hours) == hours


@pytest.mark.parametrize("hours", ["nunca", "lun-vie 09:00-18:00", "mon 9-18", "mon 25:00-26:00"])
def test_opening_hours_that_nobody_could_read_are_refused_with_an_example(hours: str) -> None:
    with pytest.raises(PreferenceError, match="mon-fri 09:00-18:00"):
        parse("hours", hours)
