"""What a merchant types for a setting is checked before it is kept."""

import pytest
from typer.testing import CliRunner

from bot.accounts.preferences import PreferenceError, Preferences, keys, parse
from bot.cli.app import app


@pytest.mark.parametrize(
    "hours", ["", Preferences().hours, "Mon 9:00-18:00;", "sat-sun 10:00-14:00"]
)
def test_opening_hours_are_taken_as_people_write_them(hours: str) -> None:
    assert parse("hours", hours) == hours


@pytest.mark.parametrize("hours", ["nunca", "lun-vie 09:00-18:00", "mon 9-18", "mon 25:00-26:00"])
def test_opening_hours_that_nobody_could_read_are_refused_with_an_example(hours: str) -> None:
    with pytest.raises(PreferenceError, match="mon-fri 09:00-18:00"):
        parse("hours", hours)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("zones", "Centro:50", "NAME=PRICE"),
        ("zones", "Centro=-5", "0 or more"),
        ("zones", "Centro=5; centro=6", "twice"),
        ("time_zone", "Mexico", "America/Mexico_City"),
        ("time_zone", "", "America/Mexico_City"),
        ("hours", "mon-fri 18:00-09:00", "closes before it opens"),
        ("country", "zz", "two ISO 3166 letters"),
        ("currency", "XYZ", "as in MXN"),
        ("name", "  ", "cannot be empty"),
        ("recovery_delay", "-1", "between 1 and 10080"),
        ("recovery_since", "-1", "at least 0$"),
        ("recovery_delay", "--1", "whole number"),
        ("recovery_since", "9" * 5_000, "whole number"),
    ],
)
def test_what_could_not_be_read_later_is_refused_with_what_to_write(
    key: str, value: str, told: str
) -> None:
    with pytest.raises(PreferenceError, match=f"^{key}.*{told}"):
        parse(key, value)


@pytest.mark.parametrize("key", [key for key in keys() if key != "recovery_since"])
def test_every_default_passes_its_own_check(key: str) -> None:
    default = getattr(Preferences(), key)
    assert parse(key, str(default)) == default


@pytest.mark.parametrize(
    ("key", "value"),
    [("country", "cl"), ("currency", "COP"), ("zones", ""), ("zones", "Norte=49.90; Sur=0")],
)
def test_what_merchants_really_write_is_taken(key: str, value: str) -> None:
    assert parse(key, value) == value


def test_a_negative_number_on_the_command_line_reaches_its_check() -> None:
    done = CliRunner().invoke(app, ["setting", "set", "recovery_delay", "-1"])
    assert isinstance(done.exception, PreferenceError)
    assert "between 1 and" in str(done.exception)
