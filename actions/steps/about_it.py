"""A question about the product in sight that was taken for something else."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.shop.facts import own_fact
from actions.shop.product import Product
from actions.shop.vocabulary import content, stem, stems
from actions.steps.answer import about_focus, about_product, tell_unknown
from actions.steps.search import of_that_kind
from actions.steps.show import variants_of
from nlu.text import fold, words
from nlu.text.asking import asks_of_it, asks_shop


async def about_it(ports: Ports, turn: Turn) -> bool:
    """Answer what asks what the product talked about is or does; False, no answer yet, else.

    "Y tritura hielo?", "trae pilas": what its facts do not say is said to be unknown, unless
    the words name something else that is sold.
    """
    text, product = turn.said.text, await _in_focus(ports, turn)
    if product is None or not content(text):
        return False
    if own_fact(text) is not None:
        return await _of_its_variant(ports, turn, product)
    if asks_shop(text):
        return False
    asks = asks_of_it(text)
    if not asks and not text.rstrip().endswith("?"):
        return False
    if await about_focus(ports, turn, text):
        return True
    if not asks or await _asks_for_goods(ports, turn, text):
        return False
    tell_unknown(ports, turn, product, text)
    return True


async def _in_focus(ports: Ports, turn: Turn) -> Product | None:
    focus = turn.context.focus
    found = await ports.products.by_sku(turn.shop, [focus]) if focus else []
    return found[0] if found else None


async def _of_its_variant(ports: Ports, turn: Turn, product: Product) -> bool:
    """Answer "precio de la matrimonial": all that it names is which variant; False else."""
    family = await variants_of(ports, turn, product)
    own = stems(" ".join(f"{one.name} {one.options}" for one in family))
    if not {stem(word) for word in content(turn.said.text)} <= own:
        return False
    await about_product(ports, turn, product, turn.said.text)
    return True


async def _asks_for_goods(ports: Ports, turn: Turn, text: str) -> bool:
    """Whether "¿tiene zapatos?" is asked of the shop, as one does where nobody says "tú"."""
    if "tiene" not in words(text):
        return False
    named = content(fold(text))
    return named[0].endswith("s") or bool(await of_that_kind(ports, turn, text))
