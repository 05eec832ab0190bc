"""Open the checkout."""

from __future__ import annotations

import re
from typing import Final

from actions.base import ShopAction
from actions.ports import Turn
from actions.steps.answer import about_shop
from actions.steps.refuse import refused
from actions.steps.summarise import pay
from nlu.text.postponing import postpones
from nlu.text.refusing import refusal

_PAYS: Final = re.compile(r"\b(?:pag|compr|confirm|cerr|cierr|finaliz|termin|checkout|buy)\w*")


class Checkout(ShopAction):
    """Sends the checkout link of the cart; an empty cart has none."""

    async def perform(self, turn: Turn) -> None:
        text = turn.said.text
        if not turn.cart.lines and "?" in text and await about_shop(self.ports, turn, text):
            # "¿Y si paso por mi compra me cobran?": there is nothing to pay, only to know.
            return
        if _not_yet(text):
            refused(self.ports, turn)
            return
        await pay(self.ports, turn)


def _not_yet(text: str) -> bool:
    """Whether paying is refused or put off: "todavía no quiero pagar"."""
    said = refusal(text)
    refuses = any(_PAYS.search(one) for one in said.what) and not _PAYS.search(said.rest)
    return refuses or postpones(text)
