"""number resume: paused WhatsApp numbers go on."""

from __future__ import annotations

import typer

from bot.cli.doing import Account, change, out


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    number = typer.Typer(help="WhatsApp numbers.", no_args_is_help=True)
    number.command("resume")(resume)
    number.callback()(_numbers)
    app.add_typer(number, name="number")


def _numbers() -> None:
    """WhatsApp numbers."""


def resume(account: Account = "default") -> None:
    """Let paused numbers send again; what was held back goes out in its order."""
    freed = change("number.resume", {}, account, "resuming")["numbers"]
    for number, held in freed.items():
        out.print(f"{number} sends again; {held} messages were held back")
    if not freed:
        out.print("no number is paused")
