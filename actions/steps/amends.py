"""Say sorry and bring a person, who is told all that was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.ports import Ports, Turn
from actions.steps.hand_over import hand_over
from actions.steps.orders import own_orders

_WORDS: Final = {"upset": "complain", "repeated": "asked_in_vain"}


async def make_amends(ports: Ports, turn: Turn, reason: str, earlier: Sequence[str] = ()) -> None:
    """Apologise and hand over; nothing is sold. reason: upset or repeated."""
    orders = await own_orders(ports, turn)
    newest = next((one for one in orders if one.is_open), None)
    if reason == "upset" and newest is not None:
        hand_over(ports, turn, reason, "complain_order", orders[:2], earlier, number=newest.number)
    else:
        hand_over(ports, turn, reason, _WORDS[reason], orders[:2], earlier)
