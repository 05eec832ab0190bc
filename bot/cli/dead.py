"""dead list|revive, timer list|run: what was given up, and what fails."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

import typer

from bot.cli.doing import Account, AsJson, change, out, wait
from bot.cli.failure import FailureError
from bot.cli.showing import age, moment, short, show_all
from bot.settings import Settings

_LETTER: Final = re.compile(r"(in|out)-([0-9]{1,18})")
_NO_LETTERS: Final = "no message was given up"
_NO_TIMERS: Final = "no work fails"


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    dead = typer.Typer(help="Messages that were given up.", no_args_is_help=True)
    dead.command("list")(list_letters)
    dead.command()(revive)
    app.add_typer(dead, name="dead")
    timer = typer.Typer(help="Work that becomes due, where it fails.", no_args_is_help=True)
    timer.command("list")(list_timers)
    timer.command("run")(run_again)
    app.add_typer(timer, name="timer")


def list_letters(
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, max=200)] = 50,
    as_json: AsJson = False,
    account: Account = "default",
) -> None:
    """List messages that were given up, newest first: ours (out), customers' (in)."""
    columns = ("message", "age", "state", "tries", "conversation", "reason", "text")
    rows = wait(_letters(account, limit))
    show_all(rows, columns, _letter_cells, as_json=as_json, none=_NO_LETTERS)


def revive(
    letters: Annotated[list[str], typer.Argument(help="out-12 or in-7, as `dead list` shows it.")],
    account: Account = "default",
) -> None:
    """Send messages of ours once more; let customers' messages have their turn."""
    for letter, direction, number in [_parse(letter) for letter in letters]:
        change("dead.revive", {"direction": direction, "id": number}, account, "saving")
        out.print(f"{letter} is tried again")


def list_timers(as_json: AsJson = False, account: Account = "default") -> None:
    """List work that failed at its last try; what was given up comes first."""
    columns = ("key", "state", "tries", "next", "why")
    show_all(wait(_timers(account)), columns, _timer_cells, as_json=as_json, none=_NO_TIMERS)


def run_again(
    keys: Annotated[list[str], typer.Argument(help="Keys, as `timer list` shows them.")],
    account: Account = "default",
) -> None:
    """Run work that fails or was given up now, as if it had never failed."""
    for key in keys:
        change("timer.run", {"key": key}, account, "saving")
        out.print(f"{key} runs again", markup=False)


def _parse(letter: str) -> tuple[str, str, int]:
    found = _LETTER.fullmatch(letter)
    if found is None:
        raise FailureError(f"{letter!r} is no message: write out-12 or in-7, as `dead list` does")
    return letter, found[1], int(found[2])


def _letter_cells(one: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{one['direction']}-{one['id']}", age(one["at"]), one["state"], str(one["tries"]),
        str(one["conversation_id"] or ""), one["reason"], short(one["text"]),
    )  # fmt: skip


def _timer_cells(one: dict[str, Any]) -> tuple[str, ...]:
    gone = one["given_up_at"]
    state = "fails" if gone is None else f"given up {age(gone)} ago"
    following = moment(one["due_at"]) if gone is None else ""
    return one["key"], state, str(one["tries"]), following, one["error"]


async def _letters(account: str, limit: int) -> list[dict[str, Any]]:
    from bot.wiring.listing import letters  # noqa: PLC0415

    return await letters(Settings(), account, limit)


async def _timers(account: str) -> list[dict[str, Any]]:
    from bot.wiring.listing import timers  # noqa: PLC0415

    return await timers(Settings(), account)
