from hypothesis import given
from hypothesis import strategies as st

from bot.outbox.pace import PAIR_BURST, Pace


def test_a_burst_to_one_person_is_free_then_one_goes_every_six_seconds() -> None:
    pace = Pace(number_rate=1e9)
    waits = [round(pace.reserve("n", "ana", 0.0), 6) for _ in range(48)]
    assert waits[:45] == [0.0] * 45
    assert waits[45:] == [6.0, 12.0, 18.0]


def test_persons_do_not_wait_for_each_other() -> None:
    pace = Pace(number_rate=1e9)
    for _ in range(60):
        pace.reserve("n", "ana", 0.0)
    assert pace.reserve("n", "eva", 0.0) < 0.001


def test_a_number_sends_no_more_than_its_rate() -> None:
    pace = Pace(number_rate=80.0)
    waits = [pace.reserve("n", f"p{n}", 0.0) for n in range(200)]
    assert waits[39] == 0.0
    assert waits[199] == 160 / 80
    assert pace.reserve("m", "p0", 0.0) == 0.0


def test_rest_fills_the_bucket_again() -> None:
    pace = Pace(number_rate=1e9)
    for _ in range(45):
        pace.reserve("n", "ana", 0.0)
    assert pace.reserve("n", "ana", 6.0) == 0.0


@given(st.lists(st.floats(0, 60), min_size=1, max_size=200))
def test_no_window_ever_holds_more_than_the_burst_and_what_flowed_in(gaps: list[float]) -> None:
    pace, now, sent = Pace(number_rate=1e9), 0.0, list[float]()
    for gap in gaps:
        now += gap
        sent.append(now + pace.reserve("n", "ana", now))
    for start in sent:
        within = sum(start <= one <= start + 60 for one in sent)
        assert within <= PAIR_BURST + 60 / 6 + 1


def test_what_goes_at_once_takes_a_place_and_what_cannot_takes_none() -> None:
    pace = Pace(number_rate=1e9)
    assert all(pace.at_once("n", "ana", n / 1e6) for n in range(45))
    assert not any(pace.at_once("n", "ana", 1.0) for _ in range(10))
    assert pace.reserve("n", "ana", 6.5) == 0.0
    assert not pace.at_once("n", "ana", 6.6)


def test_a_full_number_lets_nothing_go_at_once() -> None:
    pace = Pace(number_rate=80.0)
    assert all(pace.at_once("n", f"p{n}", 0.0) for n in range(40))
    assert not pace.at_once("n", "p99", 0.0)
    assert pace.at_once("n", "p99", 1 / 80)
