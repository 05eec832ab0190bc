"""After a digression the question about a variant comes back, in the same message."""

from __future__ import annotations

from collections.abc import Sequence

from actions.ports import Ports, Turn
from actions.replies import Products, Question, Reply
from actions.shop.context import Pending
from actions.steps.ask import ask_again


async def come_back(ports: Ports, turn: Turn, asked: Pending, told: Sequence[Reply]) -> None:
    """Put the question again that an act answered something else beside.

    asked: what waited before the act. told: what the act answered. Another product that came
    into sight, or another question, takes its place.
    """
    if asked.kind != "variant" or asked.expires <= turn.now or not told:
        return
    if turn.context.changed_at == turn.now and _settled(turn, asked):
        return
    if any(isinstance(one, Products) for one in told) or not await _still(ports, turn, asked):
        return
    if any(isinstance(one, Question) and one.body == asked.question for one in turn.replies):
        # It was put in this very turn: it only has to wait on.
        turn.context.pending, turn.context.earlier = asked, None
        return
    name, missing = asked.data.get("name", ""), asked.data.get("missing", "")
    if name and missing:
        body = ports.responses.say("back_to_variant", turn, product=name, missing=missing)
        ask_again(ports, turn, asked, body)


def _settled(turn: Turn, asked: Pending) -> bool:
    """Whether what it asked about has gone into the cart by now: "al final los dos"."""
    return bool({option.value for option in asked.options} & set(turn.context.last_added))


async def _still(ports: Ports, turn: Turn, asked: Pending) -> bool:
    """Whether the question is still what the talk is about."""
    pending = turn.context.pending
    if pending is None or pending is asked:
        return pending is asked or turn.context.earlier is asked
    if pending.kind == "handover":
        return False
    return pending.kind == "offer" and await _same_product(ports, turn, asked)


async def _same_product(ports: Ports, turn: Turn, asked: Pending) -> bool:
    skus = [sku for sku in (asked.data.get("sku"), turn.context.focus) if sku]
    found = await ports.products.by_sku(turn.shop, skus)
    return len({one.group or one.sku for one in found}) == 1
