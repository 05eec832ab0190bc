"""The answer to a question that waited."""

from __future__ import annotations

from dataclasses import replace

from actions.base import ShopAction
from actions.clear_cart import ClearCart
from actions.ports import Turn
from actions.shop.amend import undoes
from actions.shop.cart import MOST_UNITS
from actions.shop.context import Pending
from actions.shop.later import waiting
from actions.shop.left_over import left_over
from actions.shop.matching import has_colour, has_size
from actions.shop.pending import answer_pending
from actions.shop.refine import refinement
from actions.shop.taps import NO, OTHER, read_tap, tap_id
from actions.shop.understood import AMEND, COUNT, DEAL, HAGGLE
from actions.shop.units import is_value, sized
from actions.shop.variants import Wants, wants
from actions.steps.add import want
from actions.steps.add_some import one_coming_in
from actions.steps.amend import amend
from actions.steps.ask import Way, ask
from actions.steps.deal import deal
from actions.steps.default import say_default
from actions.steps.follow import follow, refuse
from actions.steps.go_on import go_on
from actions.steps.haggle import haggle
from actions.steps.price_for import tell_price_for
from actions.steps.show import variants_of
from nlu.text import parse_colours


class Answered(ShopAction):
    """Goes on where the question stopped."""

    async def perform(self, turn: Turn) -> None:
        if turn.said.payload.get("option") in {AMEND, COUNT, DEAL, HAGGLE}:
            await self._directly(turn)
            return
        payload, aside = turn.said.payload, bool(turn.said.payload.get("aside"))
        option, text = str(payload.get("option", "")), str(payload.get("text", ""))
        if aside and await self._answers_present(turn, text):
            aside, option = False, OTHER
        pending = turn.context.earlier if aside else turn.context.pending
        turn.context.pending = None
        turn.context.earlier = None if aside else turn.context.earlier
        if option == OTHER and pending is not None:
            await self._narrow(turn, pending, text, payload.get("quantity"))
        elif option == NO and pending is not None and (left := left_over(text, pending)):
            ways = [Way(one.id, one.title, one.value, one.description) for one in left]
            ask(self.ports, turn, pending.kind, pending.question, ways, data=pending.data)
        elif option == NO:
            await refuse(self.ports, turn, pending)
        elif not await follow(self.ports, turn, _counted(option, payload.get("quantity")), pending):
            say_default(self.ports, turn)

    async def _answers_present(self, turn: Turn, text: str) -> bool:
        """Whether what is asked now comes as said, which is nearer than what was pushed aside."""
        alone = replace(turn.context, earlier=None)
        answered, pending = answer_pending(text, alone, turn.now), turn.context.pending
        if answered is None or answered.option != OTHER or pending is None:
            return False
        taps = [tap for option in pending.options if (tap := read_tap(option.id))]
        demands = wants(text)
        for one in await self.ports.products.by_sku(turn.shop, [tap.value for tap in taps]):
            for variant in await variants_of(self.ports, turn, one):
                sized = demands.size is None or has_size(variant, demands.size)
                if sized and (not demands.colours or has_colour(variant, demands.colours)):
                    return True
        return False

    async def _directly(self, turn: Turn) -> None:
        """What was read without a question: a change of the cart, or the price of several."""
        if turn.said.payload.get("option") == AMEND:
            if undoes(turn.said.text) and not _as_left(turn):
                # What was changed is ordered meanwhile: that is what is repented of.
                await ClearCart(self.ports).perform(turn)
                return
            await amend(self.ports, turn, turn.said.text)
        elif turn.said.payload.get("option") == DEAL:
            await deal(self.ports, turn, turn.said.text)
        elif turn.said.payload.get("option") == HAGGLE:
            await haggle(self.ports, turn)
        else:
            await tell_price_for(self.ports, turn, turn.said.text)

    async def _narrow(self, turn: Turn, pending: Pending, text: str, quantity: object) -> None:
        """A colour or size that decides nothing yet, or that there is none of."""
        tap = read_tap(pending.options[0].id) if pending.options else None
        if pending.kind == "candidate" and tap is not None and tap.verb == "see":
            await go_on(self.ports, turn, refinement(text))
            return
        if pending.kind == "candidate" and tap is not None:
            among = [option.value for option in pending.options]
            said = f"{pending.data.get('said', '')} {text}".strip()
            await one_coming_in(self.ports, turn, among, said, tap.quantity)
            return
        sku = pending.data.get("sku") or (tap.value if tap else "")
        found = await self.ports.products.by_sku(turn.shop, [sku])
        if found:
            asked = int(pending.data.get("quantity", tap.quantity if tap else 1))
            family = await variants_of(self.ports, turn, found[0])
            counted = isinstance(quantity, int) and not is_value(text, quantity, family)
            many = quantity if counted and isinstance(quantity, int) else asked
            text = sized(text, family)
            coloured = tap is not None and tap.verb == "col" and not pending.data
            around = waiting(pending.data)
            demands = await self._with_chosen(turn, pending, wants(text))
            await want(self.ports, turn, found[0], demands, many, as_seen=coloured, around=around)
        else:
            say_default(self.ports, turn)

    async def _with_chosen(self, turn: Turn, pending: Pending, demands: Wants) -> Wants:
        """Add the colour that was told before, where all that is left to choose from has it."""
        skus = [option.value for option in pending.options]
        left = await self.ports.products.by_sku(turn.shop, skus)
        colours = {one.colour for one in left}
        if pending.kind != "variant" or demands.colours or len(colours) != 1:
            return demands
        return replace(demands, colours=parse_colours(f"color {colours.pop()}"))


def _as_left(turn: Turn) -> bool:
    """Whether the cart still is what the last change left."""
    left = turn.context.left
    return left is None or left == tuple((line.sku, line.quantity) for line in turn.cart.lines)


def _counted(option: str, quantity: object) -> str:
    """The option's id with the quantity that was said beside it ("dos del 27")."""
    tap = read_tap(option)
    if tap is None or not tap.value or not isinstance(quantity, int):
        return option
    return tap_id(tap.verb, tap.value, max(1, min(quantity, MOST_UNITS)))
