"""`catalog import` fails where nothing came in, so that scripts notice it."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import catalog
from bot.cli.app import app
from bot.cli.failure import FailureError

NOTHING = {"added": 0, "changed": 0, "unchanged": 0, "refused": 0, "encoded": 0, "bad": []}


def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **done: Any) -> Any:
    monkeypatch.setattr(catalog, "change", lambda *_: {**NOTHING, **done})
    feed = tmp_path / "feed.csv"
    feed.write_text("id,price\n")
    return CliRunner().invoke(app, ["catalog", "import", str(feed)])


def test_an_import_of_refused_rows_alone_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = imported(tmp_path, monkeypatch, refused=1, bad=[(2, "the price is no number")])
    assert isinstance(done.exception, FailureError)
    assert "nothing of feed.csv came in" in str(done.exception)


@pytest.mark.parametrize("came", [{"added": 1}, {"changed": 1}, {"unchanged": 1}])
def test_an_import_of_which_something_came_in_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, came: dict[str, int]
) -> None:
    assert imported(tmp_path, monkeypatch, refused=1, **came).exit_code == 0
