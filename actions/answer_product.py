"""Answer a question about a product."""

from __future__ import annotations

from collections.abc import Sequence

from actions.base import ShopAction
from actions.ports import Turn
from actions.replies import Products, Text
from actions.shop.asking import is_part, names_again, said_of
from actions.shop.facts import asks_details, asks_total, own_fact
from actions.shop.product import Product
from actions.shop.refer import Resolved
from actions.shop.taps import PAY
from actions.shop.vocabulary import content, names_kind, stem, stems, subject, without_place
from actions.steps import cart
from actions.steps.add_some import which_to_add
from actions.steps.answer import (
    about_product,
    about_shop,
    tell_about,
    tell_unknown,
    which_product,
)
from actions.steps.compare import compare, tell_each
from actions.steps.price_for import price_of_named
from actions.steps.refer import by_code, refer
from actions.steps.search import among_by_meaning, find, hunt_thing, named_in, of_that_kind
from actions.steps.show import page
from nlu.text import parse_colours
from nlu.text.asking import asks_of_it, asks_of_thing


class AnswerProduct(ShopAction):
    """Finds out which product is meant, then answers from its own data.

    Without a product in sight the question itself is searched for one.
    """

    digresses = True

    async def perform(self, turn: Turn) -> None:
        question = without_place(turn.said.text)
        if await price_of_named(self.ports, turn):
            return
        coded = await by_code(self.ports, turn, turn.said.text)
        if coded is not None:
            await self._about(turn, coded, question)
            return
        if asks_total(question) and turn.cart.lines and _offers_to_pay(turn):
            cart.view(self.ports, turn)
            return
        if _told_just_now(turn, question) or await compare(self.ports, turn):
            return
        meant = await refer(self.ports, turn, strict=False)
        if meant is None:
            await self._look(turn, question)
        elif not meant.sure:
            await self._which(turn, meant, question)
        elif named := await self._other_kind(turn, meant, question):
            await self._one_of(turn, named, question)
        else:
            await self._about(turn, meant.first, question)

    async def _other_kind(self, turn: Turn, meant: Resolved, question: str) -> list[Product]:
        """A price or a size asked of something else than the product in focus."""
        if meant.described or own_fact(question) is None:
            return []
        found = await of_that_kind(self.ports, turn, question)
        same = any(one.name == meant.first.name for one in found)
        return [] if same else found

    async def _about(self, turn: Turn, product: Product, question: str) -> None:
        """Answer; a question may name another kind of thing than the one that is spoken of."""
        others = await self._named(turn, product, question)
        for one in (*others, product):
            if await tell_about(self.ports, turn, one, question):
                return
        product = others[0] if others else product
        turn.context.focus = product.sku
        tell_unknown(self.ports, turn, product, question)

    async def _named(self, turn: Turn, product: Product, question: str) -> list[Product]:
        """The one other product that is the subject of the question, if there is one."""
        noun = subject(question)
        if noun is None or is_part(noun) or stem(noun) in stems(said_of(product)):
            return []
        others = await of_that_kind(self.ports, turn, question)
        alone = len(others) == 1 and others[0].name != product.name
        return others if alone else []

    async def _which(self, turn: Turn, meant: Resolved, question: str) -> None:
        """Of several in sight: by other words for one of them, else a thing not in sight."""
        bare = not content(question)
        if bare and own_fact(question) == "price" and turn.cart.lines:
            # "¿Cuánto es?" of nothing in particular is asked of the cart.
            cart.view(self.ports, turn)
            return
        if "?" not in question and own_fact(question) is None and bare:
            # Only pointing at a list ("esa") asks for one of it, and says not which.
            which_to_add(self.ports, turn, meant.products, 1)
            return
        told_of_all = own_fact(question) in {"price", None} and not subject(question)
        if told_of_all and await tell_each(self.ports, turn, meant.products, question):
            return
        found = [one for one in meant.products if names_kind(question, one.name)]
        found = found or await among_by_meaning(self.ports, turn, question, meant.products)
        found = found or await of_that_kind(self.ports, turn, question)
        await self._one_of(turn, found or meant.products, question)

    async def _look(self, turn: Turn, question: str) -> None:
        if not content(question) and own_fact(question) is not None:
            # "¿Cuánto cuesta?" with nothing in sight: neither a product nor the FAQ is meant.
            turn.reply(Text(self.ports.responses.say("which_product_by_name", turn)))
            return
        if _wants_goods(question) and turn.shop.search and await find(self.ports, turn, question):
            return
        result = await hunt_thing(self.ports, turn, question) if turn.shop.search else None
        found = named_in(question, page(result.fresh)) if result else []
        if result:
            turn.record_search(result.found, [product.sku for product in found])
        if found:
            await self._one_of(turn, found[:3], question)
        elif not await about_shop(self.ports, turn, question):
            turn.reply(Text(self.ports.responses.say("which_product_by_name", turn)))

    async def _one_of(self, turn: Turn, found: Sequence[Product], question: str) -> None:
        if len(found) == 1:
            await about_product(self.ports, turn, found[0], question)
        else:
            which_product(self.ports, turn, found, question)


def is_question(turn: Turn) -> bool:
    """Whether an act that was taken for a search asks about a product.

    "¿Qué tallas hay?" of what is in sight, "la crema de avena ¿tiene parabenos?", "¿y la
    licuadora?" after a question that it asks again.
    """
    text, context = turn.said.text, turn.context
    if own_fact(text) is not None and not content(text) and (context.focus or context.shown):
        return True
    return asks_of_thing(text) or (bool(context.asked) and names_again(text))


def _wants_goods(question: str) -> bool:
    """Whether goods are only described: "y remeras blancas en M?" asks nothing about one."""
    asks = asks_of_thing(question) or asks_of_it(question) or asks_details(question)
    described = own_fact(question) == "options" and parse_colours(question)
    return bool(described) and not asks and subject(question) is None


def _told_just_now(turn: Turn, question: str) -> bool:
    """Whether only the price is asked of what this very turn has shown: its card says it."""
    bare = not content(question) and own_fact(question) == "price"
    return bare and bool(turn.replies) and isinstance(turn.replies[-1], Products)


def _offers_to_pay(turn: Turn) -> bool:
    """Whether what waits has the way to pay among its answers: the cart's total was told."""
    pending = turn.context.pending
    return pending is not None and any(option.id == PAY for option in pending.options)
