"""Keep a file as what shows the payment of an order. It marks nothing: people look at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.ports import OrderSummary, Ports, Turn
from actions.replies import Text
from actions.shop.taps import tap_id
from actions.steps.ask import Way, ask
from actions.steps.hand_over import hand_over, summary
from actions.steps.which_order import one_of_own

# The verb of an id that says which order a receipt is for.
RECEIPT: Final = "rcpt"


def keep_receipt(
    ports: Ports, turn: Turn, order: OrderSummary, wamid: str, *, silent: bool = False
) -> None:
    """Attach it and ask people to check it. silent: the customer was told just now."""
    turn.attach_receipt(order.number, wamid)
    turn.flag("receipt", summary(ports, turn, [order]))
    if not silent:
        turn.reply(Text(ports.responses.say("receipt_kept", turn, number=order.number)))


def which_receipt(ports: Ports, turn: Turn, orders: Sequence[OrderSummary], wamid: str) -> None:
    """Ask which of several orders was paid."""
    say = ports.responses.say
    ways = [
        Way(
            tap_id(RECEIPT, one.number), say("button_order", turn, number=one.number), one.number,
            one.total,
        )
        for one in orders
    ]  # fmt: skip
    ask(ports, turn, "candidate", say("receipt_of_which", turn), ways, data={"wamid": wamid})


async def receipt_for(ports: Ports, turn: Turn, number: str, wamid: str) -> None:
    """Attach the file that was sent before the question which order it is for."""
    order = await one_of_own(ports, turn, number)
    if order is None or not wamid:
        hand_over(ports, turn, "receipt", "receipt_person")
    else:
        keep_receipt(ports, turn, order, wamid)


def say_what_file(ports: Ports, turn: Turn, what: str) -> None:
    """Go on once it is known what a file was: only people can look at it."""
    if what == "wish":
        turn.reply(Text(ports.responses.say("describe_it", turn)))
    elif what == "receipt":
        hand_over(ports, turn, "receipt", "receipt_person")
    else:
        hand_over(ports, turn, "file", "file_person")
