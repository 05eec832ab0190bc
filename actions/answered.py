"""The answer to a question that waited."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.replies import Text
from actions.shop.cart import MOST_UNITS
from actions.shop.context import Pending
from actions.shop.refine import refinement
from actions.shop.taps import NO, OTHER, read_tap, tap_id
from actions.shop.variants import wants
from actions.steps.add import want
from actions.steps.default import say_default
from actions.steps.follow import follow, go_on


class Answered(ShopAction):
    """Goes on where the question stopped."""

    async def perform(self, turn: Turn) -> None:
        payload, pending = turn.said.payload, turn.context.pending
        option, text = str(payload.get("option", "")), str(payload.get("text", ""))
        turn.context.pending = None
        if option == OTHER and pending is not None:
            await self._narrow(turn, pending, text, payload.get("quantity"))
        elif option == NO:
            words = "refused_cart" if turn.cart.lines else "refused"
            turn.reply(Text(self.ports.responses.say(words, turn)))
        elif not await follow(self.ports, turn, _counted(option, payload.get("quantity")), pending):
            say_default(self.ports, turn)

    async def _narrow(self, turn: Turn, pending: Pending, text: str, quantity: object) -> None:
        """A colour or size that decides nothing yet, or that there is none of."""
        if pending.kind == "candidate":
            await go_on(self.ports, turn, refinement(text))
            return
        tap = read_tap(pending.options[0].id) if pending.options else None
        sku = pending.data.get("sku") or (tap.value if tap else "")
        found = await self.ports.products.by_sku(turn.shop, [sku])
        if found:
            asked = int(pending.data.get("quantity", tap.quantity if tap else 1))
            many = quantity if isinstance(quantity, int) else asked
            coloured = tap is not None and tap.verb == "col" and not pending.data
            await want(self.ports, turn, found[0], wants(text), many, as_seen=coloured)
        else:
            say_default(self.ports, turn)


def _counted(option: str, quantity: object) -> str:
    """The option's id with the quantity that was said beside it ("dos del 27")."""
    tap = read_tap(option)
    if tap is None or not tap.value or not isinstance(quantity, int):
        return option
    return tap_id(tap.verb, tap.value, max(1, min(quantity, MOST_UNITS)))
