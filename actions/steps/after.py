"""What a tapped id asks for after an order: cancel or change it, keep a receipt, tell a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from actions.ports import Ports, Turn
from actions.shop.taps import Tap
from actions.steps.hand_over import hand_over
from actions.steps.receipt import RECEIPT, files_in, receipt_for, say_what_file
from actions.steps.which_order import CANCEL, CHANGE, hand_over_order, one_of_own

FILE: Final = "file"
AFTER: Final = frozenset([CANCEL, CHANGE, RECEIPT, FILE])


async def follow_after(ports: Ports, turn: Turn, tap: Tap, data: Mapping[str, str]) -> None:
    """Do what an id with a verb of AFTER asks for. data: what its open question keeps."""
    if tap.verb == FILE:
        say_what_file(ports, turn, tap.value)
    elif tap.verb == RECEIPT:
        await receipt_for(ports, turn, tap.value, files_in(data))
    else:
        order = await one_of_own(ports, turn, tap.value)
        if order is None:
            hand_over(ports, turn, "asked", "handed_over")
        else:
            hand_over_order(ports, turn, tap.verb, order, data.get("said", ""))
