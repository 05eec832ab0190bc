"""person add, migrate, backup, restore, export, doctor, bench."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.table import Table

from bot.cli.doing import Account, change, counting, out, wait
from bot.cli.failure import FailureError
from bot.reports.export import Format
from bot.settings import Settings

Subject = Literal["conversations", "messages", "orders"]


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    person = typer.Typer(help="The people who work here.", no_args_is_help=True)
    person.command("add")(add_person)
    person.callback()(_people)
    app.add_typer(person, name="person")
    token = typer.Typer(help="Tokens for the API.", no_args_is_help=True)
    token.command("add")(add_token)
    token.callback()(_tokens)
    app.add_typer(token, name="token")
    for command in (migrate, backup, restore, export, doctor, bench):
        app.command()(command)


def _people() -> None:
    """The people who work here."""


def add_person(
    email: Annotated[str, typer.Argument(help="The address to sign in with.")],
    name: Annotated[str, typer.Option(help="The name that others see.")] = "",
    account: Account = "default",
) -> None:
    """Let somebody sign in to the console. The password is asked for, or read from a pipe."""
    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\n")
    given = {"email": email, "name": name, "password": password}
    done = change("person.add", given, account, "saving")
    out.print(f"{done['email']} can sign in", markup=False)


def _tokens() -> None:
    """Tokens for the API."""


def add_token(
    name: Annotated[str, typer.Argument(help="What it is for.")], account: Account = "default"
) -> None:
    """Make a token for the API. It is shown this once: only its hash is kept."""
    done = change("token.add", {"name": name}, account, "saving")
    out.print(done["token"], markup=False, soft_wrap=True)


def migrate() -> None:
    """Bring the database to this version. SQLite is copied first."""
    from bot.wiring.house import open_house  # noqa: PLC0415

    async def work() -> None:
        house = await open_house(Settings())
        await house.close()

    wait(work())
    out.print("the database is up to date")


def backup(
    file: Annotated[Path, typer.Argument(help="The .tar.gz file to write.", dir_okay=False)],
) -> None:
    """Save database and media into one file, also while the service runs."""
    from bot.store.backup import back_up  # noqa: PLC0415

    path = wait(back_up(Settings().home, file.resolve()))
    out.print(f"saved {path} ({path.stat().st_size / 1e6:.1f} MB)", soft_wrap=True)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that backup wrote.", exists=True)],
) -> None:
    """Put a backup in place of this HOME. The service must not run; the old database is kept."""
    from bot.store.backup import restore as put_back  # noqa: PLC0415
    from bot.store.home import hold_home  # noqa: PLC0415

    settings = Settings()
    with hold_home(settings.home):
        wait(put_back(settings.home, file))
    out.print(f"restored {file} into {settings.home}", soft_wrap=True)


def export(
    subject: Annotated[Subject, typer.Argument(help="What to export.")],
    form: Annotated[Format, typer.Option("--format", help="The file's kind.")] = "csv",
    file: Annotated[Path | None, typer.Option("--to", help="Where to write.")] = None,
    account: Account = "default",
) -> None:
    """Write conversations, messages or orders to a file."""
    from bot.wiring.reading import export_to  # noqa: PLC0415

    target = file or Path(f"{subject}.{form}")
    with counting(subject) as progress:
        done = export_to(Settings(), account, subject, target, form=form, progress=progress)
        count = wait(done)
    out.print(f"{count} {subject} in {target}")


def doctor() -> None:
    """Check this installation step by step; whatever is wrong is named with its mend."""
    from bot.wiring.examine import examine  # noqa: PLC0415

    table = Table("", "checked", "found", box=None)
    findings = wait(examine(Settings()))
    for finding in findings:
        mark = {"ok": "[green]ok[/green]", "warn": "[yellow]![/yellow]"}.get(
            finding.state, "[red]wrong[/red]"
        )
        table.add_row(mark, finding.what, finding.words)
    out.print(table)
    wrong = sum(finding.state == "wrong" for finding in findings)
    if wrong:
        raise FailureError(f"{wrong} of {len(findings)} checks found something to mend")


def bench(
    names: Annotated[list[str] | None, typer.Argument(help="Which; none: the usual ones.")] = None,
) -> None:
    """Measure speed and quality on this machine (tests/bench of the checkout)."""
    import subprocess  # noqa: PLC0415

    project = Settings().project.resolve()
    if not (project / "tests" / "bench" / "__main__.py").exists():
        raise FailureError(f"there is no tests/bench in {project}: benches run in a checkout")
    command = [sys.executable, "-m", "tests.bench", *(names or [])]
    done = subprocess.run(command, cwd=project, check=False)  # noqa: S603 - our own files
    if done.returncode:
        raise typer.Exit(done.returncode)  # they have said themselves what is wrong
