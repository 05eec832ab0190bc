from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import DAY, HOUR, MINUTE, SECOND
from bot.outbox.ports import Pending
from bot.outbox.verdict import (
    LONGEST_WAIT,
    MOST_TRIES,
    choose_form,
    no_form,
    nobody,
    on_error,
    wait_for,
)
from bot.whatsapp.errors import (
    MetaError,
    UnknownOutcomeError,
    UnlistedError,
    UnreachableError,
    error_class,
)

NOW = 1_800_000_000_000
BOTH: Any = {"free": {"type": "text"}, "template": {"type": "template"}}
FREE_ONLY: Any = {"free": {"type": "text"}, "template": None}
TEMPLATE_ONLY: Any = {"free": None, "template": {"type": "template"}}


def pending(forms: Any = BOTH, *, attempts: int = 1, last: int | None = NOW) -> Pending:
    return Pending(1, 1, "c:1", "reply", "n", forms, "sending", attempts, NOW, None, last, False)


def meta_error(code: int) -> MetaError:
    return error_class(code)(code, "no")


@pytest.mark.parametrize(
    ("forms", "ago", "expected"),
    [
        (BOTH, HOUR, "free"),
        (BOTH, DAY, "template"),
        (BOTH, DAY - SECOND, "template"),
        (FREE_ONLY, DAY - MINUTE, "free"),
        (FREE_ONLY, DAY, None),
        (TEMPLATE_ONLY, HOUR, "template"),
        ({"free": None, "template": None}, HOUR, None),
    ],
)
def test_the_window_decides_the_form(forms: Any, ago: int, expected: str | None) -> None:
    assert choose_form(forms, NOW - ago, NOW) == expected


def test_who_never_wrote_gets_the_template() -> None:
    assert choose_form(BOTH, None, NOW) == "template"


@pytest.mark.parametrize("code", [0, 190, 3, 10, 200, 131005, 368, 131031, 131048, 131042, 133010])
def test_what_concerns_the_account_pauses_its_number(code: int) -> None:
    verdict = on_error(pending(), meta_error(code), NOW, 0)
    assert (verdict.state, verdict.pause, verdict.flag) == ("held", True, False)


@pytest.mark.parametrize("code", [131026, 131021, 131030, 130472, 131050, 131049, 131062])
def test_what_concerns_the_recipient_is_never_repeated(code: int) -> None:
    verdict = on_error(pending(), meta_error(code), NOW, 0)
    assert (verdict.state, verdict.flag, verdict.opted_out) == ("failed", False, code == 131050)


@pytest.mark.parametrize("code", [33, 100, 131008, 131009, 131051, 135000])
def test_our_own_mistake_is_given_up_and_shown(code: int) -> None:
    verdict = on_error(pending(), meta_error(code), NOW, 0)
    assert (verdict.state, verdict.flag) == ("dead", True)


def test_an_unlisted_code_is_given_up_and_shown() -> None:
    assert on_error(pending(), UnlistedError(987654, "new"), NOW, 0).state == "dead"


def test_a_template_that_cannot_be_used_falls_back_to_free_form_in_the_window() -> None:
    verdict = on_error(pending(), meta_error(132015), NOW, 0)
    assert (verdict.state, verdict.drop) == ("queued", ("template",))
    late = on_error(pending(last=NOW - DAY), meta_error(132015), NOW, 0)
    assert (late.state, late.flag) == ("failed", True)


def test_a_closed_window_takes_the_template_or_asks_a_person() -> None:
    assert on_error(pending(), meta_error(131047), NOW, 0).drop == ("free", "plain")
    alone = on_error(pending(FREE_ONLY), meta_error(131047), NOW, 0)
    assert (alone.state, alone.flag) == ("failed", True)


def test_the_pair_limit_waits_four_to_the_power_of_tries_in_seconds() -> None:
    waits = [wait_for(meta_error(131056), tries, 0) for tries in (1, 2, 3, 4)]
    assert waits == [1 * SECOND, 4 * SECOND, 16 * SECOND, 64 * SECOND]


@given(st.integers(1, 200), st.floats(0, 1))
def test_no_wait_is_longer_than_the_longest_and_its_jitter(tries: int, jitter: float) -> None:
    assert SECOND <= wait_for(meta_error(131016), tries, jitter) <= LONGEST_WAIT * 1.25


def test_meta_out_of_order_is_asked_a_number_of_times_only() -> None:
    assert on_error(pending(attempts=MOST_TRIES - 1), meta_error(131016), NOW, 0).state == "queued"
    assert on_error(pending(attempts=MOST_TRIES), meta_error(131016), NOW, 0).state == "dead"


def test_an_unreachable_meta_is_waited_for_as_long_as_it_takes() -> None:
    assert on_error(pending(attempts=1000), UnreachableError("no route"), NOW, 0).state == "queued"


def test_an_unknown_outcome_stays_in_sending() -> None:
    verdict = on_error(pending(), UnknownOutcomeError("timeout"), NOW, 0)
    assert verdict.state == "sending"
    assert verdict.next_try_at > NOW


def test_tries_that_a_person_forgave_count_no_more() -> None:
    tired = pending(attempts=2 * MOST_TRIES)
    assert on_error(tired, meta_error(131016), NOW, 0).state == "dead"
    fresh = replace(tired, forgiven=2 * MOST_TRIES - 1)
    assert on_error(fresh, meta_error(131016), NOW, 0).state == "queued"
    assert on_error(fresh, UnknownOutcomeError("no answer"), NOW, 0).state == "sending"


def test_a_reminder_that_misses_its_moment_is_nobodys_task() -> None:
    reminder = replace(pending(FREE_ONLY), kind="recovery")
    for code in (131047, 131009):
        verdict = on_error(reminder, meta_error(code), NOW, 0)
        assert (verdict.state in {"failed", "dead"}, verdict.flag) == (True, False)
    assert (no_form(reminder).reason, no_form(reminder).flag) == ("window_closed", False)
    assert not nobody(reminder).flag
    assert no_form(pending(FREE_ONLY)).flag


def test_a_reminder_pauses_a_number_that_meta_stopped_all_the_same() -> None:
    assert on_error(replace(pending(), kind="recovery"), meta_error(190), NOW, 0).pause
