"""When payments are looked at again."""

from bot.clock import DAY, HOUR, MINUTE
from bot.payments.schedule import next_check


def _looks(expires_at: int | None, pay_by: int | None = None) -> list[int]:
    now, checks, looks = 0, 0, list[int]()
    while True:
        due = next_check(created_at=0, checks=checks, now=now, expires_at=expires_at, pay_by=pay_by)
        if due is None:
            return looks
        looks.append(due)
        now, checks = due, checks + 1


def test_often_at_first_then_hourly_until_a_week_after_the_expiry() -> None:
    looks = _looks(DAY)
    assert looks[:5] == [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 2 * HOUR]
    assert looks[-1] <= 8 * DAY < looks[-1] + HOUR


def test_a_voucher_is_looked_after_until_a_week_after_its_own_deadline() -> None:
    assert 12 * DAY - HOUR < _looks(DAY, 5 * DAY)[-1] <= 12 * DAY


def test_a_late_look_is_never_in_the_past() -> None:
    due = next_check(created_at=0, checks=0, now=3 * HOUR, expires_at=DAY, pay_by=None)
    assert due == 3 * HOUR + MINUTE
