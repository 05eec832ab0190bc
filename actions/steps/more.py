"""Go on with the last search: the next page, cheaper, another colour, brand or size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.context import LastSearch
from actions.shop.product import Product
from actions.shop.refine import Refinement
from actions.shop.variants import Wants
from actions.steps.narrow import Narrowing, narrowing
from actions.steps.search import Hunt, hunt, keep, lead_on
from actions.steps.search_end import among_seen, tell_end
from actions.steps.show import page, show, show_product, show_variant


async def more(ports: Ports, turn: Turn, last: LastSearch, change: Refinement) -> None:
    """Show what follows from the last search and what the text changes about it."""
    step = await narrowing(ports, turn, last, change)
    result = await hunt(ports, turn, step.query, step.filters, without=step.known)
    fresh = replace(result, fresh=step.wanted(result.fresh))
    if not fresh.sellable and (change.steps or change.other_brand):
        result = await hunt(ports, turn, step.kind, step.filters, without=step.known)
        fresh = replace(result, fresh=step.wanted(result.fresh))
    if "brand" in result.found.relaxed and change.words:
        # "De marca Adidas", which nobody makes here: others would not be what was asked.
        fresh = replace(result, fresh=())
    if fresh.sellable:
        await _show(ports, turn, step, fresh)
    elif among_seen(ports, turn, step):
        return
    else:
        turn.record_search(result.found, ())
        turn.context.search = replace(last, finished=True)
        tell_end(ports, turn, step)


async def _show(ports: Ports, turn: Turn, step: Narrowing, result: Hunt) -> None:
    shown = page(result.sellable, spread=step.change.other_colour)
    filters, lead = result.found.filters, _lead(ports, turn, step.change)
    if len(shown) == 1 and step.change.steps and _priced_apart(result, step):
        show_variant(ports, turn, shown[0], lead=lead)
    elif len(shown) == 1:
        demands = Wants(filters.colours, filters.size)
        plain = step.change.plain or step.change.looks
        await show_product(ports, turn, shown[0], demands, lead="" if plain else lead)
    else:
        show(ports, turn, f"{lead} {lead_on(ports, turn, result, shown)}", shown)
    keep(turn, step.query, result, shown, _before(step.last, shown))


def _priced_apart(result: Hunt, step: Narrowing) -> bool:
    """Whether what is left is one variant of a product that was seen: its price is why."""
    groups = {one.group for one in step.before if one.group}
    return len(result.sellable) == 1 and result.sellable[0].group in groups


def _before(last: LastSearch, shown: Sequence[Product]) -> tuple[str, ...]:
    """What was seen earlier in the search, each once."""
    fresh = {one.sku for one in shown}
    return tuple(sku for sku in last.shown if sku not in fresh)


def _lead(ports: Ports, turn: Turn, change: Refinement) -> str:
    """Say what changed about the search: "En negro hay esto", "Más económicos hay estos"."""
    say = ports.responses.say
    asked = [*change.colours, *([f"talla {change.size}"] if change.size else [])]
    if change.cheaper:
        return say("more_cheaper", turn)
    if change.dearer:
        return say("more_dearer", turn)
    if change.other_brand:
        return say("more_brands", turn)
    return say("more_in", turn, what=", ".join(asked)) if asked else say("more", turn)
