"""Put what the customer wants into the cart."""

from __future__ import annotations

from collections.abc import Sequence

from actions.base import ShopAction
from actions.ports import Turn
from actions.replies import Text
from actions.shop.asking import tells_size
from actions.shop.cart import MOST_UNITS
from actions.shop.consent import agrees_to_it, only_that
from actions.shop.core_words import undecorated
from actions.shop.items import items
from actions.shop.later import SAME, Around, Later
from actions.shop.pending import looks
from actions.shop.refine import refinement
from actions.shop.taps import PAY, PERSON, tap_id
from actions.shop.variants import wants
from actions.shop.vocabulary import content
from actions.shop.vocabulary import orders as says_what_to_do
from actions.shop.withheld import specifies
from actions.steps import cart
from actions.steps.add import want
from actions.steps.add_items import by_name, orders_of
from actions.steps.add_some import Order, add_orders, coming_in, show_to_add, which_to_add
from actions.steps.ask import Way, suggest
from actions.steps.default import say_default
from actions.steps.exchange import exchanged
from actions.steps.go_on import go_on
from actions.steps.price_for import price_of_named
from actions.steps.refer import looked_at, refer
from actions.steps.refuse import refused
from actions.steps.search import nothing_found, present
from actions.steps.set_named import set_named
from nlu.text import parse_quantity
from nlu.text.postponing import postpones
from nlu.text.refusing import refusal


class AddToCart(ShopAction):
    """Adds exactly one sellable variant, or asks the one question that is missing."""

    async def perform(self, turn: Turn) -> None:
        wanted = _wanted(turn.said.text)
        if not wanted:
            refused(self.ports, turn)
        elif wanted != turn.said.text and ("?" in wanted or looks(wanted)):
            # "No la quiero, muéstrame otras".
            await go_on(self.ports, turn, refinement(wanted))
        else:
            await self._order(turn, wanted)

    async def _order(self, turn: Turn, wanted: str) -> None:
        seen = await looked_at(self.ports, turn) if looks(turn.said.text) else None
        if seen is not None:
            await present(self.ports, turn, seen)
            return
        settled = await self._settled(turn) or await set_named(self.ports, turn)
        if settled or await exchanged(self.ports, turn):
            return
        if "?" in turn.said.text and await price_of_named(self.ports, turn):
            return
        await self._ordered(turn, wanted)

    async def _settled(self, turn: Turn) -> bool:
        """Answer what orders nothing though it was taken for an order; False for another text."""
        if tells_size(turn.said.text) and turn.context.focus is None:
            # Of a list "soy talla M" asks for what there is in it.
            await go_on(self.ports, turn, refinement(turn.said.text))
            return True
        if _just_went_in(turn):
            # "Ya, ese nomás agregue" of what went in a moment ago asks for no second one.
            cart.view(self.ports, turn)
            return True
        return False

    async def _ordered(self, turn: Turn, wanted: str) -> None:
        orders: list[Order] = []
        doubtful: list[str] = []
        for text in items(undecorated(wanted)):
            if (parse_quantity(text) or 1) > MOST_UNITS:
                self._too_many(turn)
                continue
            clear = await orders_of(self.ports, turn, text)
            orders += clear
            doubtful += [] if clear else [text]
        if orders:
            await add_orders(self.ports, turn, orders)
        for text, waiting in _alike(doubtful):
            later = tuple(Later(tap_id("want", SAME, parse_quantity(t) or 1), t) for t in waiting)
            await self._doubtful(turn, text, parse_quantity(text) or 1, Around("", later))

    async def _doubtful(self, turn: Turn, text: str, quantity: int, around: Around) -> None:
        seen = await refer(self.ports, turn, text)
        if seen is None:
            await self._by_name(turn, text, quantity, around)
            return
        fitting = await coming_in(self.ports, turn, seen.products, wants(text))
        among = fitting or seen.products
        if len(among) == 1:
            # Of several that could be meant only one may come as the words demand.
            demands = wants(text)
            await want(
                self.ports, turn, among[0], demands, quantity, as_seen=False, around=around
            )  # fmt: skip
        else:
            which_to_add(
                self.ports, turn, among, quantity, said=text if fitting else "", around=around
            )

    async def _by_name(self, turn: Turn, text: str, quantity: int, around: Around) -> None:
        """Nothing in sight is meant: show what comes by that name, added by a yes."""
        if not turn.shop.search:
            say_default(self.ports, turn)
            return
        if not (content(text) or wants(text).colours or wants(text).size):
            # "Me llevo dos" of nothing in sight: whatever a search brought would be a guess.
            turn.reply(Text(self.ports.responses.say("what_to_add", turn)))
            return
        found = await by_name(self.ports, turn, text)
        if len(found) == 1:
            await present(self.ports, turn, found[0], wants(text), quantity)
        elif found:
            show_to_add(self.ports, turn, found, quantity, said=text, around=around)
        else:
            nothing_found(self.ports, turn, text)

    def _too_many(self, turn: Turn) -> None:
        say = self.ports.responses.say
        body = say("too_many", turn, most=str(MOST_UNITS))
        suggest(self.ports, turn, body, [Way(PERSON, say("button_person", turn))])


def _wanted(text: str) -> str:
    """What an order wants beside what it refuses; "" where it only refuses or puts off."""
    said = refusal(text)
    if said.what:
        if says_what_to_do(said.rest) or "?" in said.rest:
            return said.rest
        # "Esa no, la segunda": what stands before the refusal may only praise.
        return said.after if specifies(said.after) else ""
    return "" if said.refuses or postpones(text) else text


def _just_went_in(turn: Turn) -> bool:
    """Whether the order settles for the one thing that went in last, naming nothing else.

    "Sí, agrégala" of what was added a moment ago asks for no second one either.
    """
    text, pending = turn.said.text, turn.context.pending
    paying = pending is not None and any(option.id == PAY for option in pending.options[:1])
    lately = paying and len(turn.context.last_added) == 1
    told = only_that(text) or agrees_to_it(text)
    return lately and told and not content(text) and parse_quantity(text) is None


def _alike(pieces: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Put together pieces that name the same thing: "3 playeras blancas", "2 playeras negras".

    The first is asked about, the others wait for what is chosen.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for piece in pieces:
        groups.setdefault(content(piece) or (piece,), []).append(piece)
    return [(group[0], group[1:]) for group in groups.values()]
