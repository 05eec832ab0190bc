"""How soon the next child comes, with small processes in Rasa's place."""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.dialogue import rasa_child
from bot.dialogue.rasa_child import RasaChild
from nlu.runtime.launch import RasaHome
from tests.integration.engine.rows import until


async def answers() -> bool:
    return True


async def never() -> bool:
    return False


@asynccontextmanager
async def child_of(folder: Path, script: str) -> AsyncGenerator[RasaChild]:
    """A child whose program is a shell script."""
    python = folder / ".venv-rasa" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    python.chmod(0o755)
    child = RasaChild(RasaHome(folder, folder, code=folder), folder / "model", {})
    try:
        yield child
    finally:
        await child.stop()


def another(child: RasaChild, than: int | None) -> Callable[[], bool]:
    return lambda: child.pid not in (None, than) and not child.loads


async def test_a_child_that_answered_comes_back_at_once_however_often_it_is_killed(
    tmp_path: Path,
) -> None:
    with capture_logs() as told:
        async with child_of(tmp_path, "exec sleep 600") as child:
            child.start(answers)
            last: int | None = None
            for _ in range(5):
                await until(another(child, last))
                last = child.pid
                assert last is not None
                os.kill(last, signal.SIGKILL)
            await until(another(child, last))
    assert [one["event"] for one in told].count("rasa.ended") == 5
    assert "rasa.restarts" not in [one["event"] for one in told]


async def test_a_child_that_never_answers_is_tried_again_after_longer_and_longer_pauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rasa_child, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(rasa_child, "_LONGEST_PAUSE", 0.04)
    with capture_logs() as told:
        pauses = [0.01, 0.02, 0.04, 0.04]

        def taken() -> list[float]:
            return [one["seconds"] for one in told if one["event"] == "rasa.restarts"]

        async with child_of(tmp_path, "exit 1") as child:
            child.start(never)
            await until(lambda: taken()[: len(pauses)] == pauses)


async def test_a_child_loads_from_its_start_to_its_first_answer(tmp_path: Path) -> None:
    answered = asyncio.Event()

    async def ready() -> bool:
        return answered.is_set()

    async with child_of(tmp_path, "exec sleep 600") as child:
        assert not child.loads
        child.start(ready)
        await until(lambda: child.loads)
        answered.set()
        await until(lambda: not child.loads)
        assert child.url is not None
