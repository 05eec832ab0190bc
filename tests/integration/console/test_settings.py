"""Settings that are changed together."""

from typing import Any

import pytest

from bot.store import settings
from bot.store.database import Database
from bot.store.settings import SqlSettings
from tests.integration.conftest import SetClock


async def test_several_settings_are_one_commit(
    db: Database, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = SqlSettings(db, clock)
    await stored.write_all(1, {"name": "Antes", "link_hours": 24})
    record = settings.record_change

    def breaks(conn: Any, account: int, kind: str, key: str, at: int) -> None:
        if key == "link_hours":
            raise OSError("the disk is full")
        record(conn, account, kind, key, at)

    monkeypatch.setattr(settings, "record_change", breaks)
    with pytest.raises(OSError, match="full"):
        await stored.write_all(1, {"name": "Después", "link_hours": 48})
    now = await stored.read(1)
    assert (now.name, now.link_hours) == ("Antes", 24)
