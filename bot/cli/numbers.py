"""number list|resume: WhatsApp numbers, and those that stopped sending."""

from __future__ import annotations

from typing import Any

import typer

from bot.cli.doing import Account, AsJson, change, out, wait
from bot.cli.showing import show_all
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    number = typer.Typer(help="WhatsApp numbers.", no_args_is_help=True)
    number.command("list")(list_numbers)
    number.command("resume")(resume)
    app.add_typer(number, name="number")


def list_numbers(as_json: AsJson = False, account: Account = "default") -> None:
    """List WhatsApp numbers; of a paused one why it stopped and what mends it."""
    columns = ("number", "phone", "state", "held back", "why", "mend")
    rows = wait(_numbers(account))
    show_all(rows, columns, _cells, as_json=as_json, none="there is no WhatsApp number yet")


def resume(account: Account = "default") -> None:
    """Let paused numbers send again; what was held back goes out in its order."""
    freed = change("number.resume", {}, account, "resuming")["numbers"]
    for number, held in freed.items():
        out.print(f"{number} sends again; {held} messages were held back")
    if not freed:
        out.print("no number is paused")


def _cells(one: dict[str, Any]) -> tuple[str, ...]:
    state = "paused" if one["paused"] else "sends"
    return one["id"], one["phone"], state, str(one["held"]), one["reason"], one["mend"]


async def _numbers(account: str) -> list[dict[str, Any]]:
    from bot.wiring.listing import numbers  # noqa: PLC0415

    return await numbers(Settings(), account)
