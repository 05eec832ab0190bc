"""What benches compute must be right: a wrong percentile is worse than none."""

from pathlib import Path

import pytest

from tests.bench import figures
from tests.bench.__main__ import ON_REQUEST, USUAL, main
from tests.bench.bench_service import percentile
from tests.bench.chats import read_chats, woven
from tests.bench.phone import Phone

BENCHES = Path(figures.__file__).parent


def test_every_bench_is_found_by_its_name() -> None:
    modules = {path.stem for path in BENCHES.glob("bench_*.py")}
    assert modules == set(USUAL.values())
    assert all((BENCHES / f"{module}.py").exists() for module in ON_REQUEST.values())


def test_an_unknown_bench_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed"]) == 2
    assert "no bench is called speed; there are receive" in capsys.readouterr().err


def test_a_percentile_is_a_value_that_was_measured() -> None:
    ordered = list(range(1, 201))
    assert [percentile(ordered, share) for share in (50, 95, 99)] == [100, 190, 198]
    assert percentile([7], 50) == percentile([7], 99) == 7


def test_a_round_is_eight_chats_of_at_most_five_messages() -> None:
    chats = read_chats()
    assert len(chats) == 8
    assert all(0 < len(chat) <= 5 for chat in chats)


def test_customers_take_turns_and_new_ones_begin_when_the_chats_are_through() -> None:
    messages = list(woven([["a", "b"], ["c"]], 5))
    assert messages == [(0, "a"), (1, "c"), (0, "b"), (2, "a"), (3, "c")]


def test_a_message_without_an_answer_of_its_own_has_no_delay() -> None:
    entries = [
        {"by": "person", "at": 100},
        {"by": "person", "at": 110},
        {"by": "shop", "at": 150},
        {"by": "shop", "at": 190},
        {"by": "person", "at": 200},
    ]
    phone = Phone(None, "", "p1", entries=entries)  # pyright: ignore[reportArgumentType] - never asked
    assert phone.delays() == [None, 40, None]


def test_figures_reach_the_closing_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "figures"
    monkeypatch.setenv(figures.GATHERED, str(place))
    figures.tell("turns: against stock Rasa", 5.25, "times", ">= 5")
    figures.tell("acks", 12345.6, "/s")
    assert figures.table(figures.gathered(place)).splitlines() == [
        "turns: against stock Rasa       5.25 times    (target >= 5)",
        "acks                          12,346 /s",
    ]


def test_a_bench_run_by_itself_tells_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(figures.GATHERED, raising=False)
    figures.tell("acks", 1.0)
