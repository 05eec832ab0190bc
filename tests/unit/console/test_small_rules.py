from zoneinfo import ZoneInfo

import pytest

from bot.clock import DAY, HOUR, MINUTE
from bot.console.csrf import is_ours
from bot.console.guard import safe_next
from bot.console.moments import Moments, left, zone_of
from bot.console.phones import readable_phone
from bot.console.stream import Event
from bot.console.words import Words

NOON = 1_790_000_000_000  # 21 Sep 2026, 14:13 UTC


@pytest.mark.parametrize(
    ("site", "origin", "ours"),
    [
        ("same-origin", None, True),
        ("same-origin", "https://evil.example", True),
        ("none", None, True),
        ("same-site", "https://shop.example", False),
        ("cross-site", "https://shop.example", False),
        (None, "https://shop.example", True),
        (None, "http://SHOP.example", True),
        (None, "https://shop.example:444", False),
        (None, "https://evil.example", False),
        (None, "https://shop.example.evil.example", False),
        (None, "null", False),
        (None, "file://shop.example", False),
        (None, None, False),
    ],
)
def test_what_comes_from_our_own_pages(site: str | None, origin: str | None, ours: bool) -> None:
    assert is_ours(site, origin, "shop.example") is ours


@pytest.mark.parametrize(
    "path",
    ["", "/", "//evil", "/console//evil", "/console/\\evil", "https://x", "/console/\r\nX: y"],
)
def test_nowhere_else_after_signing_in(path: str) -> None:
    assert safe_next(path) == "/console/"


def test_back_to_the_page_that_was_asked_for() -> None:
    assert safe_next("/console/inbox/5?show=asks") == "/console/inbox/5?show=asks"


def test_an_event_cannot_be_ended_by_what_it_carries() -> None:
    told = Event("update", "7", "a\r\nb\rid: 9\n\ndata: c").encode().decode()
    lines = told.split("\n")
    assert lines == [
        "event: update", "id: 7", "data: a", "data: b", "data: id: 9", "data: ", "data: data: c",
        "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ago", "words"),
    [(0, "08:13"), (HOUR, "07:13"), (DAY, "ayer"), (3 * DAY, "18 sep"), (365 * DAY, "21 sep 2025")],
)
def test_moments_say_as_little_as_tells_them_apart(ago: int, words: str) -> None:
    at = Moments(ZoneInfo("America/Mexico_City"), Words("es"), NOON)
    assert at.short(NOON - ago) == words


def test_a_zone_that_is_none_reads_utc() -> None:
    assert zone_of("Mars/Olympus").key == zone_of("../../etc").key == "UTC"


def test_what_is_left_of_the_window() -> None:
    assert left(NOON + 23 * HOUR + 4 * MINUTE, NOON) == "23 h 04 min"
    assert left(NOON + 59_000, NOON) == "0 min"
    assert left(NOON - HOUR, NOON) == "0 min"


def test_numbers_are_written_as_in_their_country() -> None:
    assert readable_phone("525512340001") == "+52 55 1234 0001"
    assert readable_phone("ana.torres") == "ana.torres"
    assert readable_phone("") == ""
    assert readable_phone("999") == "+999"
