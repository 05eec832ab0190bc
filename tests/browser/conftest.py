"""A console on a loopback port with a shop's morning in it, and a folder for pictures of it."""

import os
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Page
from sqlalchemy import insert

from bot.clock import SystemClock
from bot.store.database import Database
from bot.store.opening import open_database
from bot.store.tables import house, metadata
from tests.console.house import ACCOUNT, Console, a_console
from tests.console.talks import NUMBER, a_shop


@dataclass(frozen=True)
class Shop:
    """A running console: where it is, its conversations by name, its database."""

    url: str
    talks: dict[str, int]
    db: Database
    console: Console
    server: TestServer


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncGenerator[Shop]:
    """A console with conversations."""
    db, clock = open_database(None, tmp_path), SystemClock()
    metadata.create_all(db.engine)
    account = {"id": ACCOUNT, "slug": "default", "name": "Tienda", "created_at": 0}
    await db.write(lambda conn: conn.execute(insert(house.account).values(**account)) and None)
    number = {"account_id": ACCOUNT, "phone_number_id": NUMBER}
    await db.write(lambda c: c.execute(insert(house.whatsapp_number).values(**number)) and None)
    async with a_console(db, clock, tmp_path) as console:
        await console.parts.preferences.write_all(ACCOUNT, {"name": "Zapatería La Brisa"})
        talks = await db.write(a_shop, clock.now())
        server = TestServer(console.app)
        await server.start_server()
        yield Shop(str(server.make_url("")).rstrip("/"), talks, db, console, server)
        await server.close()
    await db.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots go: MILLENNIUM_SCREENSHOTS, or a folder that is thrown away."""
    folder = Path(os.environ.get("MILLENNIUM_SCREENSHOTS") or tmp_path / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


async def let_in(page: Page, shop: Shop, name: str = "Ana Torres") -> None:
    """Sign in by invitation, as the first person does."""
    path = await shop.console.parts.people.make_invitation(ACCOUNT)
    await page.goto(shop.url + path)
    await page.get_by_label("Nombre").fill(name)
    await page.get_by_label("Correo electrónico").fill(
        f"{name.split(maxsplit=1)[0].lower()}@labrisa.mx"
    )
    await page.get_by_label("Contraseña").fill("zapatos con alas")
    await page.get_by_role("button", name="Crear cuenta y entrar").click()
    await page.wait_for_url("**/console/inbox")
