"""The end of a search: said as such, with what could be asked instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.ports import Ports, Turn
from actions.shop.context import Shown
from actions.shop.matching import colour_fits, has_size
from actions.shop.money import display
from actions.shop.product import Product, sellable
from actions.shop.taps import tap_id
from actions.steps.ask import Way, ask
from actions.steps.narrow import Narrowing
from actions.steps.show import either, listed, page
from actions.steps.sold_out import nowhere

# A few of the colours, sizes or prices that there are; more is not read.
_MOST: Final = 4


def among_seen(ports: Ports, turn: Turn, step: Narrowing) -> bool:
    """Name those of what was seen that cost as asked: "de menos de 800"; False without any."""
    change = step.change
    if change.dearer or not change.priced:
        return False
    # A shown variant stands for its product: what fits is told, not sent a second time.
    found = _below(turn, step) if change.cheaper else step.wanted(step.before)
    fitting = [one for one in page(found) if sellable(one)]
    if not fitting:
        return False
    say = ports.responses.say
    lines = "\n".join(f"• {one.name}: {display(one.pays)}" for one in fitting)
    body = say("among_seen", turn, lines=lines)
    ways = [Way(tap_id("want", one.sku), one.name, one.sku, display(one.pays)) for one in fitting]
    ask(ports, turn, "candidate", body, ways)
    turn.context.shown = tuple(Shown(one.sku, place) for place, one in enumerate(fitting, 1))
    turn.context.focus = fitting[0].sku if len(fitting) == 1 else None
    return True


def _below(turn: Turn, step: Narrowing) -> list[Product]:
    """Of what was seen, what costs less than the one talked about: "uh, uno más barato?"."""
    focus = next((one for one in step.before if one.sku == turn.context.focus), None)
    if focus is None:
        return []
    return [one for one in step.before if one.pays.amount < focus.pays.amount]


def tell_end(ports: Ports, turn: Turn, step: Narrowing) -> None:
    """Say that there is no more, or nothing like that, and which filter would find some."""
    say, change, before = ports.responses.say, step.change, step.before
    if change.plain:
        body = _no_more(ports, turn, before)
    elif change.cheaper and before:
        cheapest = min(_fitting(step), key=lambda one: one.pays.amount)
        body = say("nothing_cheaper", turn, product=cheapest.label, price=display(cheapest.pays))
    elif change.dearer and before:
        dearest = max(_fitting(step), key=lambda one: one.pays.amount)
        body = say("nothing_dearer", turn, product=dearest.label, price=display(dearest.pays))
    elif change.other_brand and before:
        brands = dict.fromkeys(one.brand for one in before if one.brand)
        body = say("no_other_brand", turn, brands=listed(ports, turn, list(brands)))
    elif change.others and step.in_colour:
        body = say("no_more_in", turn, what=f" {say('joint_or', turn)} ".join(change.colours))
    elif change.colours and (colours := list(dict.fromkeys(_colours(before)))):
        asked = either(ports, turn, change.colours)
        body = say(
            "not_in_colour", turn, colour=asked, colours=listed(ports, turn, colours[:_MOST])
        )
    else:
        body = say("nothing_like_that", turn)
    nowhere(ports, turn, body)


def _fitting(step: Narrowing) -> Sequence[Product]:
    """Of what was shown, what is in the size and colour that are looked for."""
    filters = step.filters
    sized = [one for one in step.before if filters.size and has_size(one, filters.size)]
    among = sized or step.before
    coloured = [one for one in among if colour_fits(one.colour, filters.colours)]
    return coloured or among


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
    hints = [say("hint_colour", turn, colour=colours[0])] if len(colours) > 1 else []
    if len(prices) > 1:
        price = display(prices[len(prices) // 2][1])
        hints.append(say("hint_price", turn, price=price))
    return either(ports, turn, hints) or say("hint_word", turn)


def _colours(before: Sequence[Product]) -> list[str]:
    return [one.colour for one in before if one.colour]
