"""Bargaining: the price as it is, the shop's own word on discounts, or a person."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.shop.discount import DISCOUNT, tells_discount
from actions.shop.taps import PERSON
from actions.steps.ask import Way, suggest
from actions.steps.show import price_of


async def haggle(ports: Ports, turn: Turn) -> None:
    """Say what the product costs and what the shop says of discounts; no price is made up."""
    say, context = ports.responses.say, turn.context
    skus = [sku for sku in (context.focus, *reversed(context.last_added)) if sku]
    found = await ports.products.by_sku(turn.shop, skus[:1])
    lead = say("price_is", turn, product=found[0].name, price=price_of(found)) if found else ""
    policy = await ports.answers.about_shop(turn.shop, DISCOUNT)
    told = policy.text if policy and tells_discount(policy.text) else say("no_haggling", turn)
    suggest(ports, turn, f"{lead}\n{told}".strip(), [Way(PERSON, say("button_person", turn))])
