"""order list|show|paid|prepare|ship|deliver|cancel|refund."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from rich.markup import escape

from bot.cli.doing import Account, AsJson, change, out, wait
from bot.cli.failure import FailureError
from bot.cli.showing import amount, moment, show_all
from bot.console.files import readable_size
from bot.orders.states import STATES
from bot.settings import Settings

Number = Annotated[int, typer.Argument(help="The order's number, as the customer knows it.")]


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    order = typer.Typer(help="Orders.", no_args_is_help=True)
    order.command("list")(list_orders)
    for command in (show, paid, prepare, ship, deliver, cancel, refund):
        order.command()(command)
    app.add_typer(order, name="order")


def list_orders(
    state: Annotated[str | None, typer.Option(help=f"One of {', '.join(STATES)}.")] = None,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, max=1_000)] = 40,
    as_json: AsJson = False,
    account: Account = "default",
) -> None:
    """List orders, newest first."""
    if state is not None and state not in STATES:
        raise FailureError(f"there is no state {state!r}; it is one of {', '.join(STATES)}")
    columns = ("number", "placed", "state", "paid", "how", "total", "customer")
    rows = wait(_orders(account, state, limit))
    show_all(rows, columns, _cells, as_json=as_json, none="there are no orders")


def show(number: Number, as_json: AsJson = False, account: Account = "default") -> None:
    """Show one order with its lines."""
    one = _one(number, account)
    if as_json:
        typer.echo(json.dumps(one, ensure_ascii=False))
        return
    for line in _described(one):
        out.print(escape(line), soft_wrap=True)


def paid(number: Number, account: Account = "default") -> None:
    """Mark an order as paid; its customer is told, once."""
    done = change("order.paid", {"number": number}, account, "saving")
    out.print(f"order {done['number']} is paid")


def prepare(number: Number, account: Account = "default") -> None:
    """Begin to prepare an order; its customer is told, once."""
    _move(number, "preparing", account, "is being prepared")


def ship(
    number: Number,
    tracking: Annotated[str, typer.Option(help="How it can be followed.")] = "",
    account: Account = "default",
) -> None:
    """Send an order off; its customer is told, also of a tracking number that comes later."""
    _move(number, "shipped", account, "is on its way", tracking)


def deliver(number: Number, account: Account = "default") -> None:
    """Mark an order as delivered; its customer is told, once."""
    _move(number, "delivered", account, "is delivered")


def cancel(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why; the customer is not told it.")],
    refund: Annotated[bool, typer.Option(help="Give an online payment back.")] = True,
    account: Account = "default",
) -> None:
    """Cancel an order: stock and online payment go back; its customer is told, once."""
    given = {"number": number, "reason": reason, "refund": refund}
    done = change("order.cancel", given, account, "saving")
    out.print(f"order {done['number']} is cancelled")


def refund(
    number: Number,
    part: Annotated[
        str | None, typer.Option("--amount", help="How much (49.90); without it, all.")
    ] = None,
    key: Annotated[
        str, typer.Option(help="Names this refund: the same amount again needs another.")
    ] = "",
    account: Account = "default",
) -> None:
    """Give back an order's online payment, or a part of it; asked for twice, given once."""
    given = {
        "number": number, "amount": part, "key": key,
        "currency": _one(number, account)["currency"],
    }  # fmt: skip
    done = change("order.refund", given, account, "saving")
    out.print(f"{done['amount']} of order {done['number']} go back; the customer is told then")


def _move(number: int, state: str, account: str, words: str, tracking: str = "") -> None:
    given = {"number": number, "state": state, "tracking": tracking}
    done = change("order.move", given, account, "saving")
    out.print(f"order {done['number']} {words}")


def _one(number: int, account: str) -> dict[str, Any]:
    found = wait(_order(account, number))
    if found is None:
        raise FailureError(f"there is no order {number}; `millennium order list` shows them")
    return found


def _cells(one: dict[str, Any]) -> tuple[str, ...]:
    return (
        str(one["number"]), moment(one["placed_at"]), one["state"],
        "yes" if one["paid_at"] else "no", one["method"],
        amount(one["total"], one["currency"]), one["customer"],
    )  # fmt: skip


def _described(one: dict[str, Any]) -> list[str]:
    currency = one["currency"]
    lines = [
        f"order {one['number']}: {one['state']}, placed {moment(one['placed_at'])}",
        f"customer  {one['customer']}  {one['phone']}  conversation {one['conversation_id']}",
        *(f"  {line['quantity']} × {line['name']} ({line['sku']})  "
          f"{amount(line['unit_price'] * line['quantity'], currency)}" for line in one["lines"]),
        f"shipping  {amount(one['shipping'], currency)}",
        f"total     {amount(one['total'], currency)}, {one['method']}, {_paid(one)}",
    ]  # fmt: skip
    more = {
        "refunded": amount(one["refunded"] or None, currency),
        "delivery": ", ".join([one["delivery"], *(words for _, words in one["address"])]),
        "notes": one["notes"],
        "tracking": one["tracking"],
        "cancelled": one["cancel_reason"],
    }
    receipts = [f"receipt   {_receipt(file)}" for file in one["receipts"]]
    return [*lines, *(f"{name:9} {words}" for name, words in more.items() if words), *receipts]


def _receipt(file: dict[str, Any]) -> str:
    """Say what a customer sent to show the payment, and where it can be looked at."""
    what = f"{moment(file['at'])}  {file['mime']}"
    if file["state"] != "kept":
        return f"{what}  {'being fetched' if file['state'] == 'known' else 'could not be fetched'}"
    return f"{what}  {readable_size(file['size'])}  {Settings().console_url}{file['path']}"


def _paid(one: dict[str, Any]) -> str:
    return f"paid {moment(one['paid_at'])}" if one["paid_at"] else "not paid"


async def _orders(account: str, state: str | None, limit: int) -> list[dict[str, Any]]:
    from bot.wiring.listing import orders  # noqa: PLC0415

    return await orders(Settings(), account, state, limit)


async def _order(account: str, number: int) -> dict[str, Any] | None:
    from bot.wiring.listing import order  # noqa: PLC0415

    return await order(Settings(), account, number)
