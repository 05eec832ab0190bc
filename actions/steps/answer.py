"""Answer a question about a product or about the shop, from data only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from actions.ports import Ports, Turn
from actions.replies import Products, Text
from actions.shop.asking import asks_again, of_any
from actions.shop.discount import DISCOUNT, asks_discount, tells_discount
from actions.shop.facts import asks_details, asks_the_other, own_fact, readings
from actions.shop.matching import has_colour
from actions.shop.money import display
from actions.shop.parts import parts
from actions.shop.product import Product, sellable
from actions.shop.taps import PERSON, tap_id
from actions.shop.variants import Settled, Wants, settle, values, wants
from actions.steps.ask import Way, ask, suggest
from actions.steps.show import NO_DEMANDS, facts, offer, price_of, variants_of
from actions.steps.sold_out import tell_sold_out
from index.types import Answer

# A question that is kept to be asked again.
MOST_ASKED: Final = 200


async def about_product(ports: Ports, turn: Turn, product: Product, question: str) -> None:
    """Answer from the product's data; what they do not say is said to be unknown."""
    if not await tell_about(ports, turn, product, question):
        tell_unknown(ports, turn, product, question)


async def tell_about(ports: Ports, turn: Turn, product: Product, question: str) -> bool:
    """Answer from the product's data; False, and no answer yet, when they do not say it.

    "¿Y la sartén?" asks of another product what was asked before.
    """
    question = turn.context.asked if same_question(turn, product) else question
    if not await _told(ports, turn, product, question):
        return False
    turn.context.asked = of_any(question, product.name)[:MOST_ASKED]
    return True


def same_question(turn: Turn, product: Product) -> bool:
    """Whether the act only names this product, to ask of it what was asked before."""
    name = f"{product.name} {product.options}"
    return bool(turn.context.asked) and asks_again(turn.said.text, name)


async def _told(ports: Ports, turn: Turn, product: Product, question: str) -> bool:
    turn.context.focus = product.sku
    if own_fact(question) == "price" and _told_now(turn, product):
        # "¿Tienen licuadora? ¿Cuánto cuesta?": it was shown with its price in this message.
        return True
    if own_fact(question) is not None:
        await _from_catalog(ports, turn, product, question)
        return True
    if asks_details(question) and product.description:
        family = await variants_of(ports, turn, product)
        _tell(
            ports, turn, product, "fact", answer=f"{product.description}\n{facts(product, family)}"
        )
        return True
    return await _tell_fact(ports, turn, product, question)


async def _tell_fact(ports: Ports, turn: Turn, product: Product, question: str) -> bool:
    for reading in readings(question):
        answer = await ports.answers.about_product(turn.shop, product.sku, reading)
        if answer is not None:
            _tell(ports, turn, product, "fact", answer=answer.text)
            return True
    return False


async def about_focus(ports: Ports, turn: Turn, question: str) -> bool:
    """Answer what only the product talked about may answer; False, and no answer yet, else.

    For questions that were taken for something else: "¿se puede contestar llamadas?".
    """
    focus = turn.context.focus
    found = await ports.products.by_sku(turn.shop, [focus]) if focus else []
    if not found or not await _tell_fact(ports, turn, found[0], question):
        return False
    turn.context.asked = of_any(question, found[0].name)[:MOST_ASKED]
    return True


async def about_shop(ports: Ports, turn: Turn, question: str) -> bool:
    """Answer from the FAQ; False, and no answer yet, when it does not say."""
    answer = await _word_of_shop(ports, turn, question)
    if asks_discount(question) and not (answer and tells_discount(answer.text)):
        # "¿Hacen descuento si pago en efectivo?": a yes to the cash would promise the discount.
        answer = await ports.answers.about_shop(turn.shop, DISCOUNT)
    if answer is None:
        return False
    turn.reply(Text(answer.text))
    return True


async def _word_of_shop(ports: Ports, turn: Turn, question: str) -> Answer | None:
    """Return what the FAQ says to the question, or to the part of it that asks."""
    for part in parts(question):
        answer = await ports.answers.about_shop(turn.shop, part)
        if answer is not None:
            return answer
    return None


def which_product(ports: Ports, turn: Turn, among: Sequence[Product], question: str) -> None:
    """Ask which of several products a question is about; the answer then answers it."""
    alike = len({one.name for one in among}) < len(among)
    ways = [Way(tap_id("ask", one.sku), one.label if alike else one.name, one.sku) for one in among]
    body = ports.responses.say("which_asked", turn)
    ask(ports, turn, "candidate", body, ways, data={"question": question[:500]})


async def _from_catalog(ports: Ports, turn: Turn, product: Product, question: str) -> None:
    """Price, options and stock come from the catalog as it is now."""
    family = await variants_of(ports, turn, product)
    if not any(sellable(one) for one in family):
        await tell_sold_out(ports, turn, product)
        return
    demands, fact = wants(question), own_fact(question)
    settled = settle(family, demands)
    _keep_size(turn, demands, settled, family)
    settled = _spoken_of(turn, family, demands, question) or settled
    fitting = [settled.one] if settled.one else list(settled.left)
    asked = bool(demands.colours or demands.size) or (settled.one is not None and len(family) > 1)
    if settled.unmatched or settled.gone:
        _tell(ports, turn, product, "options_without", facts=facts(product, family))
        return
    if asked and fitting:
        product = fitting[0]
        turn.context.focus = product.sku
    if fact == "stock" and len(fitting) == 1:
        _stock(ports, turn, fitting[0])
    elif fact == "price":
        one = settled.one if asked else None
        named = replace(product, name=one.label) if one else product
        _tell(ports, turn, named, "price", demands, exact=one is not None, price=price_of(fitting))
    elif asked and len(fitting) == 1:
        named = replace(product, name=product.label)
        _tell(ports, turn, named, "there_is", demands, exact=True, price=price_of(fitting))
    else:
        named = replace(product, name=_as_asked(product, demands))
        _tell(ports, turn, named, "options", demands, facts=facts(product, fitting))


def _spoken_of(
    turn: Turn, family: Sequence[Product], demands: Wants, question: str
) -> Settled | None:
    """The variant that a question means without its colour or size, None where it says them."""
    if demands.colours or demands.size:
        return None
    # "¿Y el otro color cuál es?" of three, two of which went in.
    one = _the_other(turn, family, question)
    if one is None and own_fact(question) != "options":
        # "¿Y cuánto cuesta ese?": the one that went into the cart, not its siblings.
        one = next((one for one in family if one.sku in turn.context.last_added), None)
    return Settled(one=one, left=(one,)) if one else None


def _the_other(turn: Turn, family: Sequence[Product], question: str) -> Product | None:
    """Return the one variant that is not in the cart where "the other colour" is asked for."""
    left = [one for one in family if sellable(one) and turn.cart.line(one.sku) is None]
    held = len(family) - len(left)
    return left[0] if asks_the_other(question) and held and len(left) == 1 else None


def _keep_size(turn: Turn, demands: Wants, settled: Settled, family: Sequence[Product]) -> None:
    """Remember a size that was asked about: "¿cuánto la matrimonial?", "me la llevo en gris"."""
    search = turn.context.search
    if search is None or settled.unmatched or settled.gone:
        return
    left = settled.left or ((settled.one,) if settled.one else ())
    sizes = {one.size for one in left}
    only = sizes.pop() if len(sizes) == 1 and len(left) < len(family) else ""
    if size := demands.size or only:
        turn.context.search = replace(search, size=size)


def _told_now(turn: Turn, product: Product) -> bool:
    """Whether this turn has shown the product, and nothing else, with its price."""
    shown = [one for one in turn.replies if isinstance(one, Products)]
    return any(product.sku in one.skus and display(product.pays) in one.body for one in shown)


async def tell_without(ports: Ports, turn: Turn, product: Product) -> None:
    """Say that it does not come as asked, and how it does."""
    family = await variants_of(ports, turn, product)
    _tell(ports, turn, product, "options_without", facts=facts(product, family))


def _as_asked(product: Product, demands: Wants) -> str:
    """Name the product with what was asked of it: "Playera básica (negro, M)"."""
    asked = ", ".join([*demands.colours, *([demands.size] if demands.size else [])])
    return f"{product.name} ({asked})" if asked else product.name


def _stock(ports: Ports, turn: Turn, product: Product) -> None:
    if product.stock is None:
        _tell(ports, turn, product, "in_stock")
    else:
        _tell(ports, turn, product, "stock", stock=str(product.stock))


def _tell(
    ports: Ports,
    turn: Turn,
    product: Product,
    words: str,
    demands: Wants = NO_DEMANDS,
    *,
    exact: bool = False,
    **said: str,
) -> None:
    """Say it with the button that puts the product into the cart.

    demands: what was asked of it; its colour then counts as chosen. exact: this very variant
    is named, and is what a yes adds.
    """
    say = ports.responses.say
    body = say(words, turn, product=product.name, **said)
    if not sellable(product) and not values(product):
        suggest(ports, turn, body, [Way(PERSON, say("button_person", turn))])
        return
    # One variant that was named with its label is what a yes adds.
    exact = exact or (words in {"stock", "in_stock"} and not demands.said)
    buy = tap_id("add", product.sku) if exact else _buy(turn, product, demands)
    suggest(ports, turn, body, [Way(buy, say("button_add", turn))])
    offer(turn, buy, product.label, body)


def _buy(turn: Turn, product: Product, demands: Wants = NO_DEMANDS) -> str:
    """What puts it into the cart: that very variant when WhatsApp names it, else it is asked."""
    named = turn.said.event == "product_asked" or turn.context.named == product.sku
    if named and not demands.colours and sellable(product):
        return tap_id("add", product.sku)
    search = turn.context.search
    # "¿Tienen maleta plateada?" has chosen the colour, whatever was asked of it since.
    sought = search is not None and bool(search.colours) and has_colour(product, search.colours)
    return tap_id("col" if demands.colours or sought else "want", product.sku)


def tell_unknown(ports: Ports, turn: Turn, product: Product, question: str) -> None:
    """Say that the data do not tell, and offer to ask a person."""
    say = ports.responses.say
    if not same_question(turn, product):
        turn.context.asked = of_any(question, product.name)[:MOST_ASKED]
    ways = [
        Way(PERSON, say("button_person", turn), "yes"),
        Way(_buy(turn, product), say("button_add", turn)),
    ]
    ask(ports, turn, "handover", say("product_unknown", turn, product=product.name), ways)
