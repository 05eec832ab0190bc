"""Every command, and how a failure reads: one clear line, a non-zero exit."""

from __future__ import annotations

import sys
from typing import Final

import click
import typer
from rich.console import Console

from bot.cli import catalog, keep, orders, settings, shop, understanding
from bot.cli.failure import FailureError

app: Final = typer.Typer(
    name="millennium",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="An open WhatsApp shop assistant: understands, shows, sells, in Spanish first.",
)
for group in (shop, understanding, catalog, settings, orders, keep):
    group.register(app)


def run() -> None:
    """Run the command line; every expected failure is one line on standard error."""
    from bot.cli.failure import explain  # noqa: PLC0415

    try:
        app(standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except FailureError as error:
        _fail(str(error))
    except Exception as error:
        words = explain(error)
        if words is None:
            raise
        _fail(words)


def _fail(words: str) -> None:
    Console(stderr=True, highlight=False).print(f"[red]error:[/red] {words}", soft_wrap=True)
    sys.exit(1)
