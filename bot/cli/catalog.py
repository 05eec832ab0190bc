"""catalog import|sync, faq import, index build."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.catalog.sendable import mend
from bot.cli.doing import Account, change, err, out, wait
from bot.cli.failure import FailureError
from bot.settings import Settings

SHOWN = 20
MOST_PROBLEMS = 1_000
File = Annotated[Path, typer.Argument(help="The file to read.", exists=True, dir_okay=False)]


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    catalog = typer.Typer(help="The account's catalog.", no_args_is_help=True)
    catalog.command("import")(import_feed)
    catalog.command("sync")(sync)
    catalog.command("problems")(problems)
    faq = typer.Typer(help="The shop's questions and answers.", no_args_is_help=True)
    faq.command("import")(import_faq)
    index = typer.Typer(help="The search index.", no_args_is_help=True)
    index.command("build")(build_index)
    templates = typer.Typer(help="WhatsApp message templates.", no_args_is_help=True)
    templates.command("create")(create_templates)
    templates.callback()(_templates)
    app.add_typer(templates, name="templates")
    app.add_typer(catalog, name="catalog")
    app.add_typer(faq, name="faq")
    app.add_typer(index, name="index")


def import_feed(file: File, account: Account = "default") -> None:
    """Import a Meta product feed (CSV, TSV or XML); bad rows are named, the rest comes in."""
    done = change("catalog.import", {"file": str(file.resolve())}, account, "products")
    for place, why in done["bad"][:SHOWN]:
        err.print(f"{file.name}, line {place}: {why}; not imported")
    if done["refused"] > SHOWN:
        err.print(f"... and {done['refused'] - SHOWN} more")
    out.print(
        f"{done['added']} added, {done['changed']} changed, {done['unchanged']} unchanged, "
        f"{done['refused']} refused, {done['encoded']} encoded"
    )
    if done["refused"] and not done["added"] + done["changed"] + done["unchanged"]:
        raise FailureError(f"nothing of {file.name} came in: mend the lines named above")


def sync(account: Account = "default") -> None:
    """Bring the catalog up to what Meta's catalog holds."""
    done = change("catalog.sync", {}, account, "items")
    if done["without_sku"]:
        err.print(f"{done['without_sku']} items have no content id and cannot be sent")
    if done["doubtful"]:
        err.print("Meta's answer was much smaller than the catalog: nothing was removed")
    out.print(
        f"{done['added']} added, {done['changed']} changed, {done['unchanged']} unchanged, "
        f"{done['removed']} removed, {done['encoded']} encoded"
    )


def problems(account: Account = "default") -> None:
    """Name the products that cannot be sent, why, and how to mend it."""
    found = wait(_problems(account))
    for sku, name, code in found:
        out.print(f"{sku}  {name}: {mend(code)}", markup=False, soft_wrap=True)
    out.print(f"{len(found)} products cannot be sent")


async def _problems(account: str) -> list[tuple[str, str, str]]:
    from bot.wiring.house import open_house  # noqa: PLC0415

    house = await open_house(Settings(), account, read_only=True)
    try:
        return await house.products.unsendable(house.account_id, MOST_PROBLEMS)
    finally:
        await house.close()


def import_faq(file: File, account: Account = "default") -> None:
    """Import questions and answers from a YAML file."""
    done = change("faq.import", {"file": str(file.resolve())}, account, "answers")
    out.print(f"{done['added']} added, {done['changed']} changed, {done['unchanged']} unchanged")


def build_index(account: Account = "default") -> None:
    """Encode every product whose text has no vector yet."""
    done = change("index.build", {}, account, "products")
    out.print(f"{done['encoded']} encoded")


def _templates() -> None:
    """WhatsApp message templates."""


def create_templates(account: Account = "default") -> None:
    """Ask Meta for the templates that messages outside the 24-hour window need."""
    done = change("templates.create", {}, account, "templates")
    for name in done["made"]:
        out.print(f"{name} asked for; Meta reviews it")
    if not done["made"]:
        out.print("every template is there")
