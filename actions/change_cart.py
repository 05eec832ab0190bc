"""Take something out of the cart, or change how many of it there are."""

from __future__ import annotations

import re
from typing import Final

from actions.base import ShopAction
from actions.ordering import ordered
from actions.ports import Ports, Turn
from actions.shop.change import Change, about, asked_change, spares, takes_all_but, takes_out
from actions.shop.matching import has_colour
from actions.shop.pick import Pick, pick
from actions.shop.product import Product
from actions.shop.vocabulary import content
from actions.steps import cart
from actions.steps.add_items import orders_of
from actions.steps.add_some import add_orders, which_to_add
from actions.steps.change import change_lines, in_scope, keep_lines, products_of, which_line
from actions.steps.exchange import exchange_line
from actions.steps.refer import refer
from actions.steps.refuse import refused
from actions.steps.search import among_by_meaning
from actions.steps.summarise import summarise
from nlu.text import fold, parse_colours
from nlu.text.refusing import refusal

# "Los tenis sí": what is said to stay.
_STAYS: Final = re.compile(r"\bsi\W*$|\b(?:deja|dejame|quedan?|me quedo|conserv\w+)\b")
# "Quite el vino y ...": it begins with what shall go.
_BEGINS_OUT: Final = re.compile(
    r"\W*(?:(?:no|mejor|ya|ok|y|entonces|pues|por favor|porfa|bueno)\b\W*)*"
    r"(?:quit|sac|saqu|borr|elimin|retir)(?:[aeu]\w*|ar\w*)\b"
)


async def takes_line_out(ports: Ports, turn: Turn) -> bool:
    """Whether an act orders a line out of the cart that it names, whatever it was taken for."""
    if not _BEGINS_OUT.match(fold(turn.said.text)) or not turn.cart.lines:
        return False
    meant = pick(about(turn.said.text), await products_of(ports, turn))
    return meant is not None and meant.described


_PUT: Final = r"(?:agreg|anad|pon|pus|ped|met|sum|ech)\w*"
# "El último que agregué", "lo que acabo de poner".
_LATEST: Final = re.compile(
    rf"\bultim[oa]s? (?:cosa )?que (?:te |le |les )?{_PUT}|\blo ultimo\b"
    rf"|\bque (?:acab\w+ de|recien) {_PUT}"
)


class ChangeCart(ShopAction):
    """Changes the line that is meant; asks which one when several could be."""

    digresses = True

    async def perform(self, turn: Turn) -> None:
        if await ordered(self.ports, turn):
            return
        if spares(turn.said.text) or await self._refuses_else(turn):
            refused(self.ports, turn)
            return
        among = await products_of(self.ports, turn)
        change = asked_change(turn.said.text)
        if not among:
            await self._nothing_there(turn)
        elif change.kind == "ask":
            if not await exchange_line(self.ports, turn, among):
                cart.view(self.ports, turn)
        else:
            narrow = change.kind == "keep" and not takes_all_but(turn.said.text)
            scope = in_scope(turn, among) if narrow else among
            await self._change(turn, change, scope)

    async def _refuses_else(self, turn: Turn) -> bool:
        """Whether what is refused is not in the cart: "la mochila no, los tenis sí"."""
        said = refusal(turn.said.text)
        if not said.what or not _STAYS.search(said.rest) or takes_out(said.rest):
            return False
        among = await products_of(self.ports, turn)
        return not any(pick(one, among) for one in said.what)

    async def _nothing_there(self, turn: Turn) -> None:
        """With an empty cart "déjeme dos" of what was just shown is an order."""
        text = turn.said.text
        orders = [] if takes_out(text) else await orders_of(self.ports, turn, text)
        seen = None if takes_out(text) else await refer(self.ports, turn, text)
        if orders:
            await add_orders(self.ports, turn, orders)
        elif seen is not None and not seen.sure:
            which_to_add(self.ports, turn, seen.products, 1)
        else:
            cart.view(self.ports, turn)

    async def _change(self, turn: Turn, change: Change, among: list[Product]) -> None:
        recent = turn.context.last_added[0] if len(turn.context.last_added) == 1 else None
        said = about(turn.said.text)
        each = _each(said, among, recent) if change.kind == "keep" else None
        latest = _latest(said, among, turn.context.last_added)
        meant = latest or each or pick(said, among, recent)
        meant = meant or await self._by_meaning(turn, said, among)
        if meant is None or (len(meant.products) == 1 and _another_colour(said, meant.first)):
            summarise(self.ports, turn, lead=self.ports.responses.say("not_there", turn))
        elif not meant.sure or _another_colour(said, meant.first):
            which_line(self.ports, turn, meant.products, change)
        elif change.kind == "keep":
            keep_lines(self.ports, turn, meant.products, among)
        elif change.kind == "remove" and _everything(said, meant, among):
            cart.ask_to_empty(self.ports, turn)
        else:
            change_lines(self.ports, turn, meant.products, change)

    async def _by_meaning(self, turn: Turn, said: str, among: list[Product]) -> Pick | None:
        """Find other words for what is in the cart: "la remera" for a "playera"."""
        found = await among_by_meaning(self.ports, turn, said, among)
        return Pick(tuple(found), sure=len(found) == 1) if found else None


def _latest(said: str, among: list[Product], added: tuple[str, ...]) -> Pick | None:
    """Pick what went in last, wherever it stands: "el último que agregué", "lo último"."""
    found = tuple(one for one in among if one.sku in added) if _LATEST.search(said) else ()
    return Pick(found, sure=True) if found else None


def _each(said: str, among: list[Product], recent: str | None) -> Pick | None:
    """Pick "la taza y la gorra" one by one; None when one of them is not clear."""
    pieces = [pick(piece, among, recent) for piece in re.split(r", | y ", said) if piece.strip()]
    clear = [one for one in pieces if one is not None and one.sure]
    if len(pieces) < 2 or len(clear) < len(pieces):
        return None
    skus = {product.sku for one in clear for product in one.products}
    return Pick(tuple(one for one in among if one.sku in skus), sure=True)


def _everything(said: str, meant: Pick, among: list[Product]) -> bool:
    """Whether all of the cart would go without a word for what it holds: that is asked first."""
    return 1 < len(meant.products) == len(among) and not content(said)


def _another_colour(said: str, product: Product) -> bool:
    """Whether "el polo blanco" would take out a black one."""
    colours = parse_colours(said)
    return bool(colours) and not has_colour(product, colours)
