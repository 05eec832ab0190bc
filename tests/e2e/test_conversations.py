"""Every conversation of tests/conversations, with one Rasa, with two in turn, and with kills."""

import contextlib
import os
import signal
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from bot.accounts.preferences import Preferences
from requirements.setup.paths import ROOT
from tests.e2e.script import Script, play, scripts
from tests.e2e.town import Town

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(300)]
# Ours, and two sets that were written from outside and judge them.
SETS = tuple(
    ROOT / "tests" / name
    for name in ("conversations", "conversations_apart", "conversations_second")
)
# Played with one Rasa as well; with one after the other they show more.
ALSO_WITH_ONE = frozenset({"happy_path", "corrections", "digressions", "invalid_input"})


def played(folder: Path) -> list[ParameterSet]:
    """Return a set's conversations; those that its failing.txt lists must fail, or leave it."""
    listed = set((folder / "failing.txt").read_text().split())
    return [
        pytest.param(
            script,
            id=f"{folder.name}/{script.name}",
            marks=[pytest.mark.xfail(reason="listed")] if script.name in listed else [],
        )
        for script in scripts(folder)
    ]


EVERY = [one for folder in SETS for one in played(folder)]
OURS = [script for script in scripts() if script.path.parent.name in ALSO_WITH_ONE]
RESTARTED = [script for script in scripts() if script.restart]


@pytest.fixture(scope="module")
def two_rasas(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Town]:
    """A town whose turns go to two Rasa processes, one after the other."""
    own = Town(tmp_path_factory.mktemp("two") / "town", sample_home, rasas=2)
    try:
        yield own.start()
    finally:
        own.stop()


@contextmanager
def settings(town: Town, wanted: Mapping[str, str]) -> Generator[None]:
    """Change account settings for a while, as a merchant would."""
    for key, value in wanted.items():
        assert town.command("setting", "set", key, str(value)).returncode == 0
    try:
        yield
    finally:
        for key in wanted:
            usual = str(getattr(Preferences(), key))
            assert town.command("setting", "set", key, usual).returncode == 0


def hold(script: Script, town: Town) -> None:
    with settings(town, script.settings):
        play(script, town)


@pytest.mark.parametrize("script", OURS, ids=[script.name for script in OURS])
def test_conversation(script: Script, shared_town: Town) -> None:
    hold(script, shared_town)


@pytest.mark.parametrize("script", EVERY)
def test_conversation_with_another_rasa_at_every_turn(script: Script, two_rasas: Town) -> None:
    hold(script, two_rasas)


@pytest.mark.parametrize("script", RESTARTED, ids=[script.name for script in RESTARTED])
def test_conversation_with_rasa_killed_between_turns(script: Script, shared_town: Town) -> None:
    def kill() -> None:
        with contextlib.suppress(AssertionError, ProcessLookupError):
            os.kill(shared_town.own_rasa(), signal.SIGKILL)

    play(script, shared_town, between=kill)
