"""Every command, and how a failure reads: one clear line, a non-zero exit."""

from __future__ import annotations

import sys
from typing import Final

import typer
from rich.console import Console
from rich.markup import escape

from bot.cli import (
    catalog,
    dead,
    keep,
    numbers,
    orders,
    payments,
    settings,
    shop,
    understanding,
)
from bot.cli.failure import FailureError, explain

app: Final = typer.Typer(
    name="millennium",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="An open WhatsApp shop assistant: understands, shows, sells, in Spanish first.",
)
for group in (shop, understanding, catalog, settings, orders, payments, numbers, dead, keep):
    group.register(app)


def run() -> None:
    """Run the command line; every expected failure is one line on standard error."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        words = str(error) if isinstance(error, FailureError) else explain(error)
        if words is None:
            raise
        Console(stderr=True, highlight=False).print(
            f"[red]error:[/red] {escape(words)}", soft_wrap=True
        )
        sys.exit(1)
