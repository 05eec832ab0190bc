"""Tell how an order of the asking customer stands."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import OrderSummary, Turn
from actions.replies import Text
from actions.shop.taps import PERSON
from actions.shop.trouble import asks_whether_it_left, speaks_of_order
from actions.steps.answer import about_shop
from actions.steps.ask import Way, suggest
from actions.steps.orders import describe, own_orders, state_words

_MOST = 3


class OrderStatus(ShopAction):
    """Tells the order whose number was written, else the open ones; nobody else's."""

    digresses = True

    async def perform(self, turn: Turn) -> None:
        orders = await own_orders(self.ports, turn)
        if not orders:
            await self._without_order(turn)
            return
        told = [one for one in orders if one.is_open] or orders[:1]
        if len(told) == 1 and asks_whether_it_left(turn.said.text):
            turn.reply(Text(self._left(turn, told[0])))
        else:
            turn.reply(Text(self._all(turn, told)))

    def _all(self, turn: Turn, orders: list[OrderSummary]) -> str:
        say = self.ports.responses.say
        parts = [describe(self.ports, turn, order) for order in orders[:_MOST]]
        if len(orders) > 1:
            parts.insert(0, say("several_orders", turn, count=str(len(orders))))
        closing = "order_next" if orders[0].is_open else "order_over"
        return "\n\n".join([*parts, say(closing, turn)])

    def _left(self, turn: Turn, order: OrderSummary) -> str:
        """Say honestly whether it is on its way."""
        say = self.ports.responses.say
        if order.state not in {"placed", "paid", "preparing"}:
            return describe(self.ports, turn, order)
        unpaid = order.awaits_transfer and not order.receipts
        words = "not_left_unpaid" if unpaid else "not_left"
        return say(words, turn, number=order.number, state=state_words(self.ports, turn, order))

    async def _without_order(self, turn: Turn) -> None:
        """How it goes in general is the shop's to say; of an order of one's own there is none."""
        text, say = turn.said.text, self.ports.responses.say
        if not speaks_of_order(text) and await about_shop(self.ports, turn, text):
            return
        words = "no_orders_but_cart" if turn.cart.lines else "no_orders"
        suggest(self.ports, turn, say(words, turn), [Way(PERSON, say("button_person", turn))])
