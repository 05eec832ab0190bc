"""Tell how an order of the asking customer stands."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.replies import Text
from actions.shop.taps import PERSON
from actions.steps.ask import Way, suggest
from actions.steps.orders import describe, own_orders

_MOST = 3


class OrderStatus(ShopAction):
    """Tells the order whose number was written, else the newest ones; nobody else's."""

    digresses = True

    async def perform(self, turn: Turn) -> None:
        say = self.ports.responses.say
        orders = await own_orders(self.ports, turn)
        if orders:
            told = [describe(self.ports, turn, order) for order in orders[:_MOST]]
            turn.reply(Text("\n\n".join([*told, say("order_next", turn)])))
            return
        words = "no_orders_but_cart" if turn.cart.lines else "no_orders"
        suggest(self.ports, turn, say(words, turn), [Way(PERSON, say("button_person", turn))])
