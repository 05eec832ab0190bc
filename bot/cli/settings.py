"""setting list|get|set: what a merchant may change."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from bot.accounts.preferences import about, build, keys, parse
from bot.cli.doing import Account, change, out, wait
from bot.cli.failure import FailureError
from bot.settings import Settings

Key = Annotated[str, typer.Argument(help="The setting's name.")]


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    setting = typer.Typer(help="What a merchant may change.", no_args_is_help=True)
    setting.command("list")(list_all)
    setting.command("get")(get)
    # So that -1 reaches the check of its key, which says what the key takes.
    setting.command("set", context_settings={"ignore_unknown_options": True})(set_one)
    app.add_typer(setting, name="setting")


def list_all(account: Account = "default") -> None:
    """Show every setting with its value and what it does."""
    stored = wait(_stored(account))
    values = build(stored)
    table = Table("setting", "value", "what it does", box=None)
    for key in keys():
        mark = "" if key in stored else " [dim](default)[/dim]"
        table.add_row(key, f"{getattr(values, key)!r}{mark}", about(key))
    out.print(table)


def get(key: Key, account: Account = "default") -> None:
    """Print one setting's value."""
    if key not in keys():
        raise FailureError(f"there is no setting {key!r}; `setting list` shows them all")
    out.print(getattr(build(wait(_stored(account))), key), markup=False)


def set_one(
    key: Key,
    value: Annotated[str, typer.Argument(help="Its new value.")],
    account: Account = "default",
) -> None:
    """Change one setting; it holds from the next message on."""
    parse(key, value)
    done = change("setting.set", {"key": key, "value": value}, account, "saving")
    out.print(f"{done['key']} = {done['value']!r}", markup=False)


async def _stored(account: str) -> dict[str, Any]:
    from bot.wiring.house import open_house  # noqa: PLC0415

    house = await open_house(Settings(), account, read_only=True)
    try:
        return await house.preferences.stored(house.account_id)
    finally:
        await house.close()
