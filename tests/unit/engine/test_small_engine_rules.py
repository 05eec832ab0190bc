import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import DAY
from bot.inbox.nodes import LEASE, Pulse
from bot.outbox.callback import read_callback, write_callback
from bot.outbox.status import goes_forward
from bot.store.changes import Change
from bot.store.feed import Tail
from bot.store.text import dump_json, load_json
from bot.timers.ports import Due
from bot.timers.run import LONGEST_WAIT, MOST_TRIES, backoff, is_given_up
from bot.whatsapp.read_status import Status


@given(st.integers(1, 10**17), st.integers(1, 10**8))
def test_a_callback_names_its_message_and_try(outbox_id: int, attempt: int) -> None:
    assert read_callback(write_callback(outbox_id, attempt)) == (outbox_id, attempt)


@pytest.mark.parametrize("word", ["", "m1", "m.1", "1.1", "m1.1 ", "m١.1", "m" + "9" * 30 + ".1"])
def test_a_strange_callback_is_nobodys(word: str) -> None:
    assert read_callback(word) is None


def test_statuses_only_go_forward() -> None:
    order = ["queued", "sent", "delivered", "read", "played", "failed"]
    for place, current in enumerate(order):
        for later, state in enumerate(order[1:], start=1):
            assert goes_forward(current, Status("w", state, 0)) == (later > place)
    assert not goes_forward("sent", Status("w", "wobbled", 0))


def test_a_node_is_dead_when_its_beat_stands_still_for_a_lease() -> None:
    pulse = Pulse()
    assert pulse.dead({"a": 1, "b": 1}, 0.0) == []
    assert pulse.dead({"a": 2, "b": 1}, LEASE - 0.1) == []
    assert pulse.dead({"a": 3, "b": 1}, LEASE + 0.1) == ["b"]


def test_a_node_with_a_wrong_clock_is_not_dead() -> None:
    pulse = Pulse()
    pulse.dead({"a": 10**15}, 0.0)
    assert pulse.dead({"a": -5}, LEASE + 1) == []


def _changes(*seqs: int) -> list[Change]:
    return [Change(seq, 1, "product", "1", 0) for seq in seqs]


def test_a_change_that_becomes_visible_late_is_still_heard_once() -> None:
    tail = Tail(0)
    assert [one.seq for one in tail.take(_changes(1, 3), 0.0, 5.0)] == [1, 3]
    assert tail.after == 0
    assert [one.seq for one in tail.take(_changes(1, 2, 3), 1.0, 5.0)] == [2]
    assert tail.take(_changes(1, 2, 3), 5.5, 5.0) == []
    assert tail.after == 3


def test_without_overlap_the_tail_moves_at_once() -> None:
    tail = Tail(0)
    tail.take(_changes(1, 2), 0.0, 0.0)
    assert tail.after == 2


def test_waits_between_tries_of_a_timer_grow_to_a_limit() -> None:
    waits = [backoff(tries) for tries in range(1, 40)]
    assert waits == sorted(waits)
    assert waits[0] == 5_000
    assert waits[-1] == LONGEST_WAIT


@pytest.mark.parametrize("value", [{"a": 2**80}, {"b": "\ud800"}, {"c": [1, None, "ñ"]}])
def test_what_is_written_as_json_can_be_read(value: object) -> None:
    assert load_json(dump_json(value)) == value


def test_a_timer_is_given_up_after_more_than_a_day_of_failures() -> None:
    due = Due("refund:7", 1, "refund", {}, 0, 0)
    assert not is_given_up(due, MOST_TRIES - 1)
    assert is_given_up(due, MOST_TRIES)
    assert DAY < sum(backoff(attempts) for attempts in range(1, MOST_TRIES)) < 2 * DAY


def test_what_runs_periodically_is_tried_for_ever() -> None:
    assert not is_given_up(Due("purge", None, "purge", {}, 0, 0), 10_000)
