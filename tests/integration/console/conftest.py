"""A console over each database, a browser without a screen, and a shop's conversations."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import insert

from bot.accounts.people import Wanted
from bot.accounts.ports import Person
from bot.store.database import Database
from bot.store.tables import house
from tests.console.house import ACCOUNT, Console, a_console
from tests.console.talks import a_shop
from tests.integration.conftest import SetClock
from tests.integration.console.api import Api

PASSWORD = "zapatos con alas"
SAME = {"Sec-Fetch-Site": "same-origin"}

Client = TestClient[web.Request, web.Application]
LetIn = Callable[..., Awaitable[Client]]


@pytest.fixture
async def console(db: Database, clock: SetClock, tmp_path: Path) -> AsyncGenerator[Console]:
    """A console whose second account is a stranger's."""
    other = {"id": 2, "slug": "other", "name": "Otra", "created_at": 0}
    await db.write(lambda conn: conn.execute(insert(house.account).values(**other)) and None)
    async with a_console(db, clock, tmp_path) as made:
        yield made


@pytest.fixture
async def talks(db: Database, clock: SetClock, console: Console) -> dict[str, int]:
    """Conversations by name."""
    return await db.write(a_shop, clock.now())


@pytest.fixture
async def server(console: Console) -> AsyncGenerator[TestServer]:
    """The application on a loopback port."""
    running = TestServer(console.app)
    await running.start_server()
    yield running
    await running.close()


@pytest.fixture
async def client(server: TestServer) -> AsyncGenerator[Client]:
    """Somebody who is not signed in."""
    async with TestClient(server) as made:
        yield made


async def add(console: Console, name: str = "Ana", account: int = ACCOUNT) -> Person:
    """Write a person."""
    wanted = Wanted(f"{name.lower()}@tienda.mx", name, PASSWORD)
    return await console.parts.people.add_person(account, wanted)


@pytest.fixture
async def let_in(console: Console, server: TestServer) -> AsyncGenerator[LetIn]:
    """Return a function that gives a client who is signed in."""
    clients: list[Client] = []

    async def make(name: str = "Ana", account: int = ACCOUNT) -> Client:
        await add(console, name, account)
        client: Client = TestClient(server)
        await client.start_server()
        clients.append(client)
        told = {"email": f"{name.lower()}@tienda.mx", "password": PASSWORD}
        answer = await client.post("/console/sign-in", data=told, headers=SAME)
        assert answer.status == 200, await answer.text()
        return client

    yield make
    for client in clients:
        await client.close()


@pytest.fixture
async def bearer(console: Console) -> dict[str, str]:
    """Headers of another system."""
    token = await console.parts.people.make_api_token(ACCOUNT, "ERP")
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def api(client: Client, bearer: dict[str, str]) -> Api:
    """Another system with its token."""
    return Api(client, bearer)
