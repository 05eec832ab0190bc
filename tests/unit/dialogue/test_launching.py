from pathlib import Path
from typing import Any, cast

import pytest

from bot.dialogue.board import TurnBoard
from nlu.runtime.launch import RasaHome


def test_no_secret_of_the_service_reaches_rasa(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILLENNIUM_WHATSAPP_ACCESS_TOKEN", "secret")
    monkeypatch.setenv("STRIPE_SECRET_KEY", "secret")
    given = RasaHome(Path(), Path("models")).environment({"MILLENNIUM_RASA_TOKEN": "t"})
    assert "secret" not in given.values()
    assert given["MILLENNIUM_RASA_TOKEN"] == "t"
    assert Path(given["MILLENNIUM_MODELS"]).is_absolute()
    assert given["RASA_TELEMETRY_ENABLED"] == "false"


def test_a_missing_environment_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make install"):
        RasaHome(tmp_path, tmp_path, code=tmp_path).command("serve")


class Turn:
    key = "one"
    closed = False


def test_a_turn_is_found_while_it_is_open() -> None:
    board, turn = TurnBoard(), Turn()
    with board.holding(cast("Any", turn)):
        assert board.find("one") is turn
        assert board.find("two") is None
        assert board.find(None) is None
        assert board.find(["one"]) is None
        turn.closed = True
        assert board.find("one") is None
    turn.closed = False
    assert board.find("one") is None
