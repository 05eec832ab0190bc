"""A yes that no question was waiting for, or that the journey left to Rasa."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ports import Turn
from actions.shop.context import Pending
from actions.shop.pending import SURELY
from actions.shop.taps import CART, CATALOG, PAY
from actions.shop.vocabulary import content, stem, stems
from actions.steps.answer import about_shop
from actions.steps.ask import Way, ask_again, suggest
from actions.steps.follow import follow, refuse
from actions.steps.go_on import otherwise
from nlu.text import words
from nlu.text.postponing import withholds


class Affirm(ShopAction):
    """Takes the first way of a waiting question; without one it asks what is wanted."""

    async def perform(self, turn: Turn) -> None:
        pending = turn.context.pending
        spoken = any(mark.isalnum() for mark in turn.said.text)
        if spoken and pending is not None and pending.expires > turn.now and pending.options:
            # Signs alone ("🔥", "%%") are no consent; a thumb was read before Rasa.
            await self._answer(turn, pending)
            return
        if await otherwise(self.ports, turn):
            return
        say = self.ports.responses.say
        ways = [Way(CATALOG, say("button_catalog", turn))]
        if turn.cart.lines:
            cart = [Way(PAY, say("button_pay", turn)), Way(CART, say("button_cart", turn))]
            suggest(self.ports, turn, say("affirm_cart", turn), cart + ways)
        else:
            suggest(self.ports, turn, say("affirm", turn), ways)

    async def _answer(self, turn: Turn, pending: Pending) -> None:
        """A plain yes was read before Rasa: here only what says nothing else agrees."""
        text = turn.said.text
        if withholds(text) or _thanks(text):
            turn.context.pending = None
            await refuse(self.ports, turn, pending)
        elif agrees(text, pending):
            await self._agree(turn, pending)
        elif await otherwise(self.ports, turn):
            # "Bueno, ¿y en rosa?" agrees to nothing yet.
            return
        else:
            if "?" in text:
                await about_shop(self.ports, turn, text)
            ask_again(self.ports, turn, pending, pending.question)

    async def _agree(self, turn: Turn, pending: Pending) -> None:
        """Yes takes the first way, but "which one?" is no question for a yes: ask again."""
        if pending.kind in {"variant", "candidate"}:
            ways = [Way(one.id, one.title) for one in pending.options]
            suggest(self.ports, turn, pending.question, ways)
            return
        turn.context.pending = None
        await follow(self.ports, turn, pending.options[0].id, pending)


def agrees(text: str, pending: Pending) -> bool:
    """Whether words that were taken for a yes say nothing besides what was asked.

    A person may be asked in any words ("sí, pregúntale"): nothing is lost by it.
    """
    if pending.kind == "handover":
        return "?" not in text
    known = stems(" ".join([pending.question, *(one.title for one in pending.options)]))
    return "?" not in text and all(stem(word) in known for word in content(text))


def _thanks(text: str) -> bool:
    """Whether a text ends the talk: "va, gracias por la info"; not "sí, gracias"."""
    said = set(words(text))
    return "gracias" in said and not said & SURELY
