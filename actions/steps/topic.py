"""The product that a question without any product means."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.shop.facts import own_fact
from actions.shop.product import Product
from actions.shop.vocabulary import content
from actions.steps.refer import refer


async def of_the_topic(ports: Ports, turn: Turn) -> Product | None:
    """Return the product in sight whose price, colours or stock a bare question asks for."""
    question = turn.said.text
    if own_fact(question) is None or content(question):
        return None
    meant = await refer(ports, turn, strict=False)
    return meant.first if meant is not None and meant.sure else None
