"""A place came: it is where the open cart, or the next one, is to be delivered."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.replies import Text
from actions.shop.place import place_from
from actions.shop.taps import CART, PAY
from actions.steps.ask import Way, ask
from actions.steps.hand_over import summary
from actions.steps.orders import own_orders


class PlaceSent(ShopAction):
    """Keeps it for the checkout page; of an order that is under way it tells people."""

    async def perform(self, turn: Turn) -> None:
        say, place = self.ports.responses.say, place_from(turn.said.payload)
        if place is None:
            turn.reply(Text(say("unreadable", turn)))
            return
        turn.deliver_to(place)
        orders = [one for one in await own_orders(self.ports, turn) if one.is_open]
        if turn.cart.lines:
            ways = [
                Way(PAY, say("button_pay", turn), "yes"),
                Way(CART, say("button_cart", turn)),
            ]
            ask(self.ports, turn, "offer", say("place_kept", turn, place=place.words), ways)
        elif orders:
            turn.flag(
                "place", f"{place.words} {place.link}\n{summary(self.ports, turn, orders[:1])}"
            )
            turn.reply(Text(say("place_for_order", turn, number=orders[0].number)))
        else:
            turn.reply(Text(say("place_before_cart", turn)))
