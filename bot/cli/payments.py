"""payments reconcile, payments reviews, payments review close."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from bot.cli.doing import Account, AsJson, change, out, wait
from bot.cli.failure import FailureError
from bot.cli.showing import age, amount, short, show_all
from bot.payments.reviews import DECISIONS
from bot.settings import Settings

_NONE = "no payment waits for a person"


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    payments = typer.Typer(help="Payments.", no_args_is_help=True)
    payments.command()(reconcile)
    payments.command()(reviews)
    review = typer.Typer(help="Payments that wait for a person.", no_args_is_help=True)
    review.command("close")(close)
    review.callback()(_review)
    payments.add_typer(review, name="review")
    app.add_typer(payments, name="payments")


def _review() -> None:
    """Payments that wait for a person."""


def reconcile(account: Account = "default") -> None:
    """Ask every provider how its unsettled payments stand, and apply it."""
    done = change("payments.reconcile", {}, account, "payments")
    out.print(
        f"{done['checked']} payments checked, {done['changed']} changed, {done['failed']} failed"
    )


def reviews(as_json: AsJson = False, account: Account = "default") -> None:
    """List payments that wait for a person, the oldest first, and how each may be closed."""
    columns = ("review", "why", "age", "asked", "seen", "payment", "cart", "order", "close as")
    show_all(wait(_reviews(account)), columns, _cells, as_json=as_json, none=_NONE)


def close(
    review: Annotated[int, typer.Argument(help="Its number in `payments reviews`.")],
    decision: Annotated[
        str, typer.Option("--as", help="done: dealt with elsewhere; refund; order.")
    ],
    account: Account = "default",
) -> None:
    """Close a review: give the money back, make the order after all, or note that it is done."""
    if decision not in DECISIONS:
        raise FailureError(f"--as is one of {', '.join(DECISIONS)}, not {decision!r}")
    given = {"id": review, "decision": decision}
    done = change("review.close", given, account, "saving")
    out.print(f"review {done['id']} ({done['reason']}) is closed as {decision}")


def _cells(one: dict[str, Any]) -> tuple[str, ...]:
    why = one["reason"] + (f": {short(one['why'])}" if one["why"] else "")
    return (
        str(one["id"]), why, age(one["at"]),
        amount(one["expected"], one["currency"]), amount(one["seen"], one["seen_currency"]),
        f"{one['provider']} {one['ref']} ({one['state']})", str(one["cart_id"]),
        str(one["order_number"] or ""), ", ".join(one["choices"]),
    )  # fmt: skip


async def _reviews(account: str) -> list[dict[str, Any]]:
    from bot.wiring.listing import reviews as listed  # noqa: PLC0415

    return await listed(Settings(), account)
