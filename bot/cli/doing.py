"""What every command does the same: settings, the event loop, progress, the running service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Generator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any, Final, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed

from bot.settings import Settings

T = TypeVar("T")
Account = Annotated[str, typer.Option(help="Slug of the account.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, nothing else.")]
out: Final = Console(highlight=False)
err: Final = Console(stderr=True, highlight=False)


def wait(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end."""
    return asyncio.run(work)


@contextmanager
def counting(label: str, total: int | None = None) -> Generator[Callable[[int], None]]:
    """Show a progress bar on standard error; the callable sets how many are done."""
    columns = (
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(),
        MofNCompleteColumn(), Elapsed(),
    )  # fmt: skip
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda done: progress.update(task, completed=done)


def change(command: str, given: Mapping[str, Any], account: str, label: str) -> Any:
    """Run a changing command: in the running service of this HOME, or right here."""
    with counting(label) as progress:
        return wait(_change(Settings(), command, given, account, progress))


async def _change(
    settings: Settings,
    command: str,
    given: Mapping[str, Any],
    account: str,
    progress: Callable[[int], None],
) -> Any:
    from bot.control.client import call  # noqa: PLC0415 - heavy imports only where needed
    from bot.wiring.house import control_socket  # noqa: PLC0415
    from bot.wiring.local import local_office  # noqa: PLC0415

    socket = control_socket(settings.home)
    if socket.exists():
        try:
            return await call(socket, command, {**given, "account": account}, progress)
        except (ConnectionRefusedError, FileNotFoundError):
            socket.unlink(missing_ok=True)  # left behind by a service that was killed
    async with local_office(settings, account) as office:
        return await office.commands()[command](given, progress)
