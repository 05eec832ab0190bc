"""Keep a file as what shows the payment of an order. It marks nothing: people look at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from actions.ports import OrderSummary, Ports, Turn
from actions.replies import Text
from actions.shop.context import Pending
from actions.shop.taps import tap_id
from actions.steps.ask import Way, ask
from actions.steps.hand_over import hand_over, summary
from actions.steps.which_order import one_of_own

# The verb of an id that says which order a receipt is for.
RECEIPT: Final = "rcpt"
# What its question keeps: the messages whose files wait, and how many of them at most.
FILES: Final = "wamid"
MOST_FILES: Final = 30


def keep_receipt(
    ports: Ports, turn: Turn, order: OrderSummary, wamid: str, *, silent: bool = False
) -> None:
    """Attach it and ask people to check it. silent: the customer was told just now."""
    turn.attach_receipt(order.number, wamid)
    turn.flag("receipt", summary(ports, turn, [order]))
    if not silent:
        turn.reply(Text(ports.responses.say("receipt_kept", turn, number=order.number)))


def which_receipt(
    ports: Ports, turn: Turn, orders: Sequence[OrderSummary], wamid: str, *, silent: bool = False
) -> None:
    """Ask which of several orders was paid; files that wait for the answer stay with the question.

    silent: it was asked just now.
    """
    say, open_one = ports.responses.say, _question(turn)
    waiting = [] if open_one is None else files_in(open_one.data)
    data = {FILES: "\n".join([*waiting, wamid][-MOST_FILES:])}
    if silent and open_one is not None:
        turn.context.pending = replace(open_one, data=data)
        return
    ways = [
        Way(
            tap_id(RECEIPT, one.number), say("button_order", turn, number=one.number), one.number,
            one.total,
        )
        for one in orders
    ]  # fmt: skip
    ask(ports, turn, "candidate", say("receipt_of_which", turn), ways, data=data)


def files_in(data: Mapping[str, str]) -> list[str]:
    """Return the messages whose files wait for the answer to a question."""
    return [one for one in data.get(FILES, "").split("\n") if one]


def _question(turn: Turn) -> Pending | None:
    """Return the open question which order was paid."""
    pending = turn.context.pending
    asked = pending is not None and pending.expires > turn.now and FILES in pending.data
    return pending if asked else None


async def receipt_for(ports: Ports, turn: Turn, number: str, wamids: Sequence[str]) -> None:
    """Attach the files that were sent before the answer to which order they are for."""
    order = await one_of_own(ports, turn, number)
    if order is None or not wamids:
        hand_over(ports, turn, "receipt", "receipt_person")
        return
    for place, wamid in enumerate(wamids):
        keep_receipt(ports, turn, order, wamid, silent=place > 0)


def say_what_file(ports: Ports, turn: Turn, what: str) -> None:
    """Go on once it is known what a file was: only people can look at it."""
    if what == "wish":
        turn.reply(Text(ports.responses.say("describe_it", turn)))
    elif what == "receipt":
        hand_over(ports, turn, "receipt", "receipt_person")
    else:
        hand_over(ports, turn, "file", "file_person")
