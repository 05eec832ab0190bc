"""Say hello: what the shop can do, or that a cart still waits."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.shop.money import display
from actions.shop.taps import CART, CATALOG, PAY, PERSON
from actions.steps.ask import Way, suggest
from actions.steps.come_by_ad import greet


class Greet(ShopAction):
    """Answers a greeting. A waiting cart is mentioned once in a conversation."""

    async def perform(self, turn: Turn) -> None:
        say, context = self.ports.responses.say, turn.context
        known = turn.customer.known or context.greeted
        hello = greet(self.ports, turn)
        if turn.cart.lines and not context.cart_mentioned:
            context.cart_mentioned = True
            body = say("greet_cart", turn, hello=hello, total=display(turn.cart.total))
            ways = [Way(PAY, say("button_pay", turn)), Way(CART, say("button_cart", turn))]
        else:
            words = "greet_again" if known else "greet_first"
            body = say(words, turn, hello=hello, shop=turn.shop.name)
            ways = []
        ways.append(Way(CATALOG, say("button_catalog", turn)))
        if len(ways) == 1:
            ways.append(Way(PERSON, say("button_person", turn)))
        suggest(self.ports, turn, body, ways)
