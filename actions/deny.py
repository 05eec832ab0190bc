"""A no: the waiting question is dropped."""

from __future__ import annotations

from actions.base import ShopAction
from actions.ordering import ordered
from actions.ports import Turn
from actions.shop.change import clears
from actions.shop.consent import is_no
from actions.shop.vocabulary import plainly
from actions.steps import cart
from actions.steps.go_on import otherwise
from actions.steps.refuse import refused
from actions.steps.search import find, of_that_kind
from nlu.text.postponing import postpones
from nlu.text.refusing import refusal


class Deny(ShopAction):
    """Takes a no for an answer and stays at hand; "no, en negro" and "no, almohadas" want else."""

    async def perform(self, turn: Turn) -> None:
        turn.context.pending = None
        if await ordered(self.ports, turn):
            return
        if turn.cart.lines and clears(turn.said.text):
            # "Mejor nada, cancela todo".
            cart.ask_to_empty(self.ports, turn)
            return
        if await otherwise(self.ports, turn):
            return
        no = refusal(turn.said.text)
        # Only what stands beside the refusal is looked for: "no quiero licuadora" shows none.
        said = no.rest if no.what else turn.said.text
        told = bool(said) and not is_no(said) and not postpones(said)
        named = told and bool(await of_that_kind(self.ports, turn, said))
        if named and await find(self.ports, turn, plainly(said) or said):
            # "No, almohadas": another thing, named by what it is.
            return
        refused(self.ports, turn)
