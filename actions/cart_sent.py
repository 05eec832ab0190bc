"""A cart was sent from WhatsApp: check it, make it the cart, open the checkout."""

from __future__ import annotations

from dataclasses import replace

from actions.base import ShopAction
from actions.ports import Turn
from actions.shop.cart import Cart, CartLine
from actions.shop.check import Checked, Difference, Wish, check, read_wishes
from actions.shop.taps import PUT_BACK
from actions.steps.ask import Way, suggest
from actions.steps.differences import tell
from actions.steps.sold_out import nowhere
from actions.steps.summarise import summarise


class CartSent(ShopAction):
    """Answers a sent cart with its summary and link; what differs is told.

    Lines that only the chat-built cart held are named, and one button puts them back.
    """

    async def perform(self, turn: Turn) -> None:
        wishes = read_wishes(turn.said.payload.get("items"))
        checked = await self._check(turn, wishes)
        lead = tell(self.ports, turn, checked.differences)
        turn.context.pending = None
        if not checked.lines:
            say = self.ports.responses.say
            nowhere(self.ports, turn, f"{lead}\n{say('nothing_left', turn)}".strip())
            return
        turn.change_cart(_sent(turn.cart, turn.shop.currency, checked.lines))
        turn.context.last_added = tuple(line.sku for line in checked.lines)
        turn.context.cart_mentioned = True
        if turn.said.payload.get("note"):
            lead = f"{lead}\n{self.ports.responses.say('note', turn)}".strip()
        summarise(self.ports, turn, "cart_received", lead)
        self._offer_left_out(turn)

    async def _check(self, turn: Turn, wishes: tuple[Wish, ...]) -> Checked:
        catalog_id = turn.said.payload.get("catalog_id")
        if turn.shop.catalog_id and catalog_id and catalog_id != turn.shop.catalog_id:
            foreign = tuple(Difference("unknown", one.sku, one.quantity) for one in wishes)
            return Checked((), foreign)
        known = await self.ports.products.by_sku(turn.shop, [wish.sku for wish in wishes])
        return check(wishes, known, turn.shop.currency)

    def _offer_left_out(self, turn: Turn) -> None:
        left_out = turn.cart.put_back
        if not left_out:
            return
        say = self.ports.responses.say
        names = ", ".join(f"{line.quantity} × {line.name}" for line in left_out[:5])
        body = say("left_out", turn, lines=names)
        suggest(self.ports, turn, body, [Way(PUT_BACK, say("button_put_back", turn))])


def _sent(before: Cart, currency: str, lines: tuple[CartLine, ...]) -> Cart:
    """The new cart. Only what the chat put in is kept to be put back."""
    built = before.lines if before.origin == "chat" else before.put_back
    skus = {line.sku for line in lines}
    left_out = tuple(line for line in built if line.sku not in skus)
    return replace(before, currency=currency, lines=lines, origin="sent", put_back=left_out)
