"""The 24-hour window."""

import pytest

from bot.clock import HOUR, MINUTE
from bot.whatsapp.window import closes_at, form_for, is_open

WROTE = 1_790_000_000_000


@pytest.mark.parametrize(
    ("later", "expected"),
    [(0, True), (23 * HOUR, True), (24 * HOUR - MINUTE, True), (24 * HOUR, False)],
)
def test_it_is_open_for_a_day(later: int, expected: bool) -> None:
    assert is_open(WROTE, WROTE + later) is expected


def test_it_closes_a_little_before_metas_own() -> None:
    assert 24 * HOUR - MINUTE <= closes_at(WROTE) - WROTE < 24 * HOUR


def test_whoever_never_wrote_gets_a_template() -> None:
    assert form_for(None, WROTE) == "template"
    assert form_for(WROTE, WROTE + HOUR) == "free"
