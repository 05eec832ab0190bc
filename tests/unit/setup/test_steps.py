"""Steps run once, again on change, and from the start after an interruption."""

from collections.abc import Callable
from pathlib import Path

import pytest

from requirements.setup import steps
from requirements.setup.steps import Step


def silent(line: str) -> None:
    """Nobody watches."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "lock.txt"
    path.write_text("a==1")
    return path


def step(source: Path, make: Callable[[], None]) -> Step:
    return Step("a thing", make, source.with_name("thing.stamp"), [source])


def test_a_step_runs_once(source: Path) -> None:
    made: list[int] = []
    thing = step(source, lambda: made.append(1))
    assert [steps.run([thing], silent), steps.run([thing], silent)] == [1, 0]
    assert len(made) == 1


def test_a_step_runs_again_when_an_input_changed(source: Path) -> None:
    made: list[int] = []
    thing = step(source, lambda: made.append(1))
    steps.run([thing], silent)
    source.write_text("a==2")
    steps.run([thing], silent)
    assert len(made) == 2


def test_an_interrupted_step_runs_again(source: Path) -> None:
    def fail() -> None:
        raise KeyboardInterrupt

    steps.run([step(source, lambda: None)], silent)
    source.write_text("a==2")
    with pytest.raises(KeyboardInterrupt):
        steps.run([step(source, fail)], silent)
    source.write_text("a==1")
    assert not step(source, fail).is_done()


def test_an_input_that_changes_while_the_step_runs_is_noticed_next_time(source: Path) -> None:
    def change() -> None:
        source.write_text("a==2")

    thing = step(source, change)
    steps.run([thing], silent)
    assert not thing.is_done()


def test_progress_names_each_step_and_leaves_out_done_ones(source: Path) -> None:
    lines: list[str] = []
    done = step(source, lambda: None)
    steps.run([done], silent)
    other = Step("another thing", lambda: None, source.with_name("other.stamp"), [source])
    steps.run([done, other], lines.append)
    assert lines[0] == "[2/2] another thing ..."
