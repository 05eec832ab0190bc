"""Write a revision: what the tables have that the migrations do not make yet.

python -m bot.store.migrations.make "Add a column to product"
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command

from bot.store.database import Database
from bot.store.migrate import SCRIPTS, alembic_over, migrate
from bot.store.opening import open_database


async def write(message: str) -> None:
    """Write a revision against an empty database that has every earlier one."""
    with tempfile.TemporaryDirectory() as home:
        database = open_database(None, Path(home))
        await migrate(database)
        await asyncio.to_thread(_write, database, message)
        await database.close()


def _write(database: Database, message: str) -> None:
    versions = SCRIPTS / "versions"
    number = f"{len(list(versions.glob('*.py'))) + 1:04}"
    with database.engine.begin() as conn:
        command.revision(alembic_over(conn), message, autogenerate=True, rev_id=number)
    ruff = Path(sys.executable).with_name("ruff")
    subprocess.run([ruff, "format", "--quiet", versions], check=True)  # noqa: S603 - our own path


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit('usage: python -m bot.store.migrations.make "What it does"')
    asyncio.run(write(sys.argv[1]))
