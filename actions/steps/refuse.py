"""Take a no: nothing is added, changed or emptied, and one stays at hand."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.replies import Text


def refused(ports: Ports, turn: Turn) -> None:
    """Say that it is all right, and that the cart stays where there is one."""
    turn.context.pending = None
    words = "refused_cart" if turn.cart.lines else "refused"
    turn.reply(Text(ports.responses.say(words, turn)))
