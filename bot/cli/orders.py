"""order paid, payments reconcile."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.doing import Account, change, out


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    order = typer.Typer(help="Orders.", no_args_is_help=True)
    order.command("paid")(paid)
    order.callback()(_orders)
    payments = typer.Typer(help="Payments.", no_args_is_help=True)
    payments.command("reconcile")(reconcile)
    payments.callback()(_payments)
    app.add_typer(order, name="order")
    app.add_typer(payments, name="payments")


def _orders() -> None:
    """Orders."""


def _payments() -> None:
    """Payments."""


def paid(
    number: Annotated[int, typer.Argument(help="The order's number, as the customer knows it.")],
    account: Account = "default",
) -> None:
    """Mark an order as paid; its customer is told, once."""
    done = change("order.paid", {"number": number}, account, "saving")
    out.print(f"order {done['number']} is paid")


def reconcile(account: Account = "default") -> None:
    """Ask every provider how its unsettled payments stand, and apply it."""
    done = change("payments.reconcile", {}, account, "payments")
    out.print(
        f"{done['checked']} payments checked, {done['changed']} changed, {done['failed']} failed"
    )
