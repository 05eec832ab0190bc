"""run, simulator, search, ask."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.doing import Account, AsJson, out, wait
from bot.cli.understanding import texts_of
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(run)
    app.command()(simulator)
    app.command()(search)
    app.command()(ask)


def run() -> None:
    """Run the service. Without Meta credentials the simulator and a sample shop come with it."""
    from bot.wiring.run import run_service  # noqa: PLC0415

    run_service(Settings())


def simulator(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(help="Port to listen on; 8001, or as the settings say.")
    ] = None,
) -> None:
    """Run doubles of WhatsApp and of the payment providers, with a phone in the browser."""
    from bot.wiring.simulate import PORT, run_simulator  # noqa: PLC0415

    settings = Settings()
    run_simulator(settings, host, port or settings.simulator_port or PORT)


Text = Annotated[str | None, typer.Argument(help="What a customer writes.")]
File = Annotated[
    Path | None, typer.Option("--file", help="One text a line.", exists=True, dir_okay=False)
]
Limit = Annotated[int, typer.Option(help="How many results at most.", min=1, max=100)]


def search(
    text: Text = None,
    file: File = None,
    limit: Limit = 10,
    as_json: AsJson = False,
    account: Account = "default",
) -> None:
    """Search the catalog as a customer would."""
    found = wait(_search(account, texts_of(text, file), limit))
    for one in found:
        if as_json:
            typer.echo(json.dumps(one, ensure_ascii=False))
            continue
        for hit in one["results"]:
            out.print(f"{hit['score']:.3f}  {hit['sku']}  {hit['name']}", markup=False)
        if not one["results"]:
            out.print("nothing found")


def ask(
    text: Text = None,
    file: File = None,
    sku: Annotated[str | None, typer.Option(help="The product that the question is about.")] = None,
    as_json: AsJson = False,
    account: Account = "default",
) -> None:
    """Ask about a product (--sku) or about the shop."""
    for one in wait(_ask(account, texts_of(text, file), sku)):
        if as_json:
            typer.echo(json.dumps(one, ensure_ascii=False))
        elif one["answer"] is None:
            out.print("the data do not say")
        else:
            out.print(f"{one['answer']}  [dim]{one['source']} {one['score']:.2f}[/dim]")


async def _search(account: str, texts: list[str], limit: int) -> list[dict[str, Any]]:
    from bot.wiring.reading import search_texts  # noqa: PLC0415

    return await search_texts(Settings(), account, texts, limit)


async def _ask(account: str, texts: list[str], sku: str | None) -> list[dict[str, Any]]:
    from bot.wiring.reading import ask_texts  # noqa: PLC0415

    return await ask_texts(Settings(), account, texts, sku)
