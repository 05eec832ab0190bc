"""train, understand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.doing import AsJson, counting, err, out, wait
from bot.cli.failure import FailureError
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(train)
    app.command()(understand)


def train() -> None:
    """Train the model that understands what customers write, from data/nlu."""
    from nlu.training import train as train_model  # noqa: PLC0415

    settings = Settings()

    def say(line: str) -> None:
        err.print(line, markup=False)

    path = train_model(settings.project.resolve(), settings.models.resolve(), say)
    out.print(f"trained {path}", markup=False, soft_wrap=True)


Text = Annotated[str | None, typer.Argument(help="What a customer writes.")]
File = Annotated[
    Path | None, typer.Option("--file", help="One text a line.", exists=True, dir_okay=False)
]


def understand(text: Text = None, file: File = None, as_json: AsJson = False) -> None:
    """Tell what is understood in a text: intent, how sure, entities."""
    texts = texts_of(text, file)
    settings = Settings()
    with counting("understanding", len(texts)) as progress:
        found = wait(_understand(settings, texts, progress))
    for one in found:
        if as_json:
            typer.echo(json.dumps(one, ensure_ascii=False))
        else:
            _show(one)


def texts_of(text: str | None, file: Path | None) -> list[str]:
    """Return the one text, or the file's lines, blank ones in their place."""
    if file is not None:
        return file.read_text(encoding="utf-8").splitlines()
    if text is None:
        raise FailureError("give a text, or --file with one text a line")
    return [text]


async def _understand(settings: Settings, texts: list[str], progress: Any) -> list[dict[str, Any]]:
    from bot.wiring.reading import understand_texts  # noqa: PLC0415

    return await understand_texts(settings, texts, progress)


def _show(one: Mapping[str, Any]) -> None:
    out.print(f"[bold]{one['intent']}[/bold] {one['confidence']:.2f}", one["text"])
    for other in one["ranking"][1:4]:
        out.print(f"  [dim]{other['name']} {other['confidence']:.2f}[/dim]")
    for entity in one["entities"]:
        out.print(f"  {entity['entity']}: {entity['value']}")
