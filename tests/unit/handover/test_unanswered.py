from dataclasses import replace

import pytest

from actions.ports import Shop
from bot.accounts.preferences import Preferences
from bot.clock import DAY
from bot.handover.answering import HandoverHours, hours_of
from bot.handover.desk import answer_key, answer_wire
from bot.handover.ports import AnswerError, Waiting
from bot.handover.unanswered import shall_offer, wants_bot

NOW = 1_790_000_000_000
WAITING = Waiting("person", NOW - 100, NOW - 100, None, None)


def test_a_customer_whom_nobody_answered_is_offered_the_bot() -> None:
    assert shall_offer(WAITING, NOW)
    assert shall_offer(replace(WAITING, last_human_at=NOW - 200), NOW)


@pytest.mark.parametrize(
    "waiting",
    [
        replace(WAITING, mode="bot"),
        replace(WAITING, last_human_at=NOW - 50),
        replace(WAITING, last_customer_at=NOW - DAY),
        replace(WAITING, last_customer_at=None),
        replace(WAITING, last_offer_at=NOW - 60),
        replace(WAITING, last_human_at=NOW - 200, last_offer_at=NOW - 150),
    ],
)
def test_nobody_else_is(waiting: Waiting) -> None:
    assert not shall_offer(waiting, NOW)


def test_a_person_who_wrote_since_makes_room_for_another_offer() -> None:
    waiting = replace(WAITING, last_offer_at=NOW - 300, last_human_at=NOW - 200)
    assert shall_offer(waiting, NOW)


def test_the_button_is_known() -> None:
    assert wants_bot("bot")
    assert not wants_bot("person")


def test_hours_come_from_the_shops_preferences() -> None:
    preferences = Preferences(hours="mon-sun 00:00-00:01", time_zone="UTC")
    hours = HandoverHours(lambda _: preferences)
    assert hours.next_answer(Shop(1, "Tienda", "MXN", "mx"), NOW) == "mañana desde las 0:00"


def test_hours_that_cannot_be_read_count_as_always() -> None:
    assert hours_of(Preferences(hours="whenever")).is_open(NOW)


@pytest.mark.parametrize("bad", ["", "short", "x" * 65, "with space", "añejo_llave", "a/b/c/d/e"])
def test_a_client_id_that_is_none(bad: str) -> None:
    with pytest.raises(AnswerError):
        answer_key(1, bad)


@pytest.mark.parametrize("bad", ["", "  \n ", "\x00", "x" * 4097, "👟" * 2049])
def test_an_answer_that_is_none(bad: str) -> None:
    with pytest.raises(AnswerError):
        answer_wire(bad)


def test_an_answer_keeps_its_lines() -> None:
    wire = answer_wire(" hola\r\n\r\n¿qué tal?\x00 ")
    assert (wire.type, wire.body) == ("text", "hola\n\n¿qué tal?")
