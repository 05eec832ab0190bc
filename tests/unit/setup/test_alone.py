"""Two set-ups of one checkout wait for each other."""

import fcntl
from pathlib import Path

import pytest

from requirements.setup.alone import alone


def test_the_lock_is_held_inside_and_free_afterwards(tmp_path: Path) -> None:
    lock = tmp_path / "setup.lock"
    with alone(lock, print), lock.open("w") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with lock.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_nothing_is_said_when_nobody_else_is_there(tmp_path: Path) -> None:
    said: list[str] = []
    with alone(tmp_path / "setup.lock", said.append):
        pass
    assert said == []
