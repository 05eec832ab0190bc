"""The end of a search: said as such, with what could be asked instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.ports import Ports, Turn
from actions.shop.money import display
from actions.shop.product import Product
from actions.steps.narrow import Narrowing
from actions.steps.show import listed
from actions.steps.sold_out import nowhere

# A few of the colours, sizes or prices that there are; more is not read.
_MOST: Final = 4


def tell_end(ports: Ports, turn: Turn, step: Narrowing) -> None:
    """Say that there is no more, or nothing like that, and which filter would find some."""
    say, change, before = ports.responses.say, step.change, step.before
    if change.plain:
        body = _no_more(ports, turn, before)
    elif change.cheaper and before:
        cheapest = min(before, key=lambda one: one.pays.amount)
        body = say("nothing_cheaper", turn, product=cheapest.label, price=display(cheapest.pays))
    elif change.other_brand and before:
        brands = dict.fromkeys(one.brand for one in before if one.brand)
        body = say("no_other_brand", turn, brands=listed(ports, turn, list(brands)))
    elif change.colours and (colours := list(dict.fromkeys(_colours(before)))):
        asked = f" {say('joint_or', turn)} ".join(change.colours)
        body = say(
            "not_in_colour", turn, colour=asked, colours=listed(ports, turn, colours[:_MOST])
        )
    else:
        body = say("nothing_like_that", turn)
    nowhere(ports, turn, body)


def _no_more(ports: Ports, turn: Turn, before: Sequence[Product]) -> str:
    say, colours = ports.responses.say, list(dict.fromkeys(_colours(before)))
    if len({one.group or one.sku for one in before}) > 1:
        return say("no_more", turn, hint=_hint(ports, turn, before))
    if len(colours) > 1:
        return say("only_in", turn, product=before[0].name, colours=listed(ports, turn, colours))
    return say("only_this", turn)


def _hint(ports: Ports, turn: Turn, before: Sequence[Product]) -> str:
    """A filter that leaves some of what was seen: "«en negro» o «menos de $500»"."""
    say, colours = ports.responses.say, list(dict.fromkeys(_colours(before)))
    prices = sorted({one.pays.amount: one.pays for one in before}.items())
    hints = [say("hint_colour", turn, colour=colours[-1])] if len(colours) > 1 else []
    if len(prices) > 1:
        price = display(prices[len(prices) // 2][1])
        hints.append(say("hint_price", turn, price=price))
    return f" {say('joint_or', turn)} ".join(hints) or say("hint_word", turn)


def _colours(before: Sequence[Product]) -> list[str]:
    return [one.colour for one in before if one.colour]
