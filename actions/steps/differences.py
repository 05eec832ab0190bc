"""Say where a cart and the catalog differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.ports import Ports, Turn
from actions.shop.check import Difference
from actions.shop.money import display
from actions.steps.ask import shorten

_MOST: Final = 4
_LONGEST_NAME: Final = 40


def tell(ports: Ports, turn: Turn, differences: Sequence[Difference]) -> str:
    """Return a line for each difference, the first four; the others are counted."""
    told = [_words(ports, turn, difference) for difference in differences[:_MOST]]
    if len(differences) > _MOST:
        told.append(ports.responses.say("and_more", turn, count=str(len(differences) - _MOST)))
    return "\n".join(told)


def _words(ports: Ports, turn: Turn, difference: Difference) -> str:
    say = ports.responses.say
    name = shorten(difference.name, _LONGEST_NAME)
    if difference.price is not None and difference.was is not None:
        now, was = display(difference.price), display(difference.was)
        return say("difference_price", turn, product=name, price=now, was=was)
    if difference.kind == "fewer":
        return say("difference_fewer", turn, product=name, stock=str(difference.now))
    if difference.kind == "gone":
        return say("difference_gone", turn, product=name)
    return say("difference_unknown", turn, product=name)
