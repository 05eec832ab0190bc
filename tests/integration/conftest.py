"""A database for each test, once on SQLite and once on PostgreSQL, with one account in it."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from bot.store.database import Database
from bot.store.opening import open_database
from bot.store.tables import house, metadata

NUMBER = "106540352242922"


@dataclass
class SetClock:
    """A clock that stands where it was set."""

    moment: int = 1_800_000_000_000

    def now(self) -> int:
        return self.moment

    def tick(self, ms: int) -> None:
        self.moment += ms


@pytest.fixture
def clock() -> SetClock:
    """A clock that the test moves."""
    return SetClock()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def db(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database with every table and the account 1 with its number."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    database = open_database(url, tmp_path)
    metadata.create_all(database.engine)
    await database.write(an_account)
    yield database
    await database.close()


def an_account(conn: Connection) -> None:
    conn.execute(insert(house.account).values(id=1, slug="default", name="Tienda", created_at=0))
    number = {"account_id": 1, "phone_number_id": NUMBER, "display_phone": "15550001111"}
    conn.execute(insert(house.whatsapp_number).values(**number))
