"""The command line beside a running service: its control socket is open, its database is used."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.cli.failure import explain
from bot.console.api.ports import BackOffice
from bot.control.server import ControlServer
from bot.orders.receipts import WordedReceipts
from bot.payments.tokens import new_token
from bot.store.database import Database
from bot.store.dead_letters import SqlDeadLetters
from bot.store.failing import SqlFailingTimers
from bot.store.numbers import SqlNumbers
from bot.store.orders import SqlOrders
from bot.store.review_desk import SqlReviews
from bot.wiring.clerk import Clerk
from tests.console.talks import a_shop
from tests.doubles.receipts import PlainShape, PlainWords
from tests.integration.conftest import SetClock


@dataclass
class Terminal:
    """Somebody types commands. talks: the shop's conversations by name."""

    db: Database
    clock: SetClock
    talks: dict[str, int]

    async def type(self, *words: str) -> str:
        """Run a command that succeeds; return what it printed."""
        done = await self._run(words)
        assert done.exception is None, done.exception
        return done.stdout

    async def listed(self, *words: str) -> list[dict[str, Any]]:
        """Run a command with --json; return its objects."""
        printed = await self.type(*words, "--json")
        return [json.loads(line) for line in printed.splitlines()]

    async def fail(self, *words: str) -> str:
        """Run a command that fails; return the one line that it says."""
        done = await self._run(words)
        assert done.exit_code != 0
        assert done.exception is not None
        said = explain(done.exception) or str(done.exception)
        assert "\n" not in said
        return said

    async def _run(self, words: tuple[str, ...]) -> Any:
        return await asyncio.to_thread(CliRunner().invoke, app, list(words))


@pytest.fixture
async def terminal(
    db: Database,
    clock: SetClock,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncGenerator[Terminal]:
    """A shop with orders 1042 and 1067, whose service runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MILLENNIUM_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    if db.dialect == "postgresql":
        monkeypatch.setenv("MILLENNIUM_DATABASE_URL", request.getfixturevalue("postgres_url"))
    receipts = WordedReceipts(PlainWords(), PlainShape(), "https://shop.example")
    office = BackOffice(
        reviews=SqlReviews(db, clock, receipts, new_token),
        letters=SqlDeadLetters(db, clock),
        timers=SqlFailingTimers(db, clock),
        numbers=SqlNumbers(db, clock),
    )
    clerk = Clerk(1, SqlOrders(db, clock, receipts), office)
    server = ControlServer(tmp_path / "control.sock", clerk.commands())
    talks = await db.write(a_shop, clock.now())
    await server.start()
    yield Terminal(db, clock, talks)
    await server.stop()
