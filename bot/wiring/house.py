"""One installation: its settings, its database, one account of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.settings import Settings
from bot.store.database import Database
from bot.store.faq import SqlFaq
from bot.store.migrate import migrate
from bot.store.opening import open_database
from bot.store.products import SqlProducts
from bot.store.settings import DEFAULT, SqlSettings, account_id_of, ensure_account


class UnknownAccountError(LookupError):
    """There is no account with this slug."""


@dataclass(frozen=True, slots=True)
class House:
    """What every command and the service start from."""

    settings: Settings
    clock: Clock
    database: Database
    account_id: int
    slug: str
    products: SqlProducts
    faq: SqlFaq
    preferences: SqlSettings

    async def close(self) -> None:
        """Finish what was accepted and let go of the database."""
        await self.database.close()


async def open_house(
    settings: Settings, slug: str = DEFAULT, *, read_only: bool = False, clock: Clock | None = None
) -> House:
    """Open the installation; a missing database and default account are made first.

    read_only: beside a running service. UnknownAccountError for an account that is not there.
    """
    clock = clock or SystemClock()
    url = settings.database_url.get_secret_value() or None
    fresh = url is None and not (settings.home / "millennium.db").exists()
    settings.home.mkdir(parents=True, exist_ok=True)
    database = open_database(url, settings.home, read_only=read_only and not fresh)
    if not read_only or fresh:
        await migrate(database)
    account_id = await _account(database, slug, clock, write=not read_only or fresh)
    return House(
        settings=settings,
        clock=clock,
        database=database,
        account_id=account_id,
        slug=slug,
        products=SqlProducts(
            database, clock, settings.catalog_id, read_only=read_only and not fresh
        ),
        faq=SqlFaq(database, clock),
        preferences=SqlSettings(database, clock),
    )


async def _account(database: Database, slug: str, clock: Clock, *, write: bool) -> int:
    if slug == DEFAULT and write:
        return await database.write(ensure_account, DEFAULT, "Mi tienda", clock.now())
    found = await database.read(account_id_of, slug)
    if found is None:
        await database.close()
        raise UnknownAccountError(f"there is no account {slug!r}; the first one is {DEFAULT!r}")
    return found


def control_socket(home: Path) -> Path:
    """Return where the running service of this HOME listens for commands."""
    return home / "control.sock"


def project_file(settings: Settings, name: str) -> Path:
    """Return a file or folder of this installation's project."""
    return settings.project.resolve() / name
