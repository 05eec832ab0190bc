"""Show products: choose what fits on a page, send it, remember it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from actions.ports import Ports, Turn
from actions.replies import Products, Section
from actions.shop.context import LIFE_MS, Option, Pending, Shown
from actions.shop.money import display
from actions.shop.product import Product, sellable
from actions.shop.sizes import in_order
from actions.shop.taps import tap_id
from actions.shop.variants import COLOUR, Wants, apart, settle, values

# A product list may hold 30; more than ten are not read on a phone.
PAGE: Final = 10
NO_DEMANDS: Final = Wants()


def page(products: Sequence[Product], *, spread: bool = False) -> list[Product]:
    """Choose up to ten to show: the first of each product, or of each colour when spread."""
    chosen: dict[tuple[str, str], Product] = {}
    for product in products:
        key = (product.group or product.sku, product.colour if spread else "")
        chosen.setdefault(key, product)
    return list(chosen.values())[:PAGE]


def show(ports: Ports, turn: Turn, body: str, products: Sequence[Product]) -> None:
    """Send products as one message and remember them as what was shown last.

    A bare "el segundo" or "la negra" then shows that one.
    """
    skus = tuple(product.sku for product in products)
    say = ports.responses.say
    section = Section(say("list_section", turn), skus)
    turn.reply(Products(body, (section,), say("list_header", turn)))
    remember(turn, skus)
    if len(products) > 1:
        options = tuple(Option(tap_id("see", one.sku), one.label, one.sku) for one in products)
        turn.context.wait_for(Pending("candidate", body, options, turn.now + LIFE_MS))


def remember(turn: Turn, skus: Sequence[str]) -> None:
    """Keep what was shown; one alone comes into focus.

    What WhatsApp named before is not what is looked at any more.
    """
    if turn.said.event != "product_asked":
        turn.context.named = None
    turn.context.shown = tuple(Shown(sku, place) for place, sku in enumerate(skus, start=1))
    turn.context.focus = skus[0] if len(skus) == 1 else None


async def show_product(
    ports: Ports,
    turn: Turn,
    product: Product,
    demands: Wants = NO_DEMANDS,
    quantity: int = 1,
    *,
    lead: str = "",
) -> None:
    """Show one product with its price and options; "sí" then puts it into the cart.

    demands: what was said of colour and size. Only variants that fulfil them are shown,
    as far as there are any.
    """
    family = await variants_of(ports, turn, product)
    settled = settle(family, demands)
    shown = page(sorted(settled.left, key=lambda one: one.sku != product.sku), spread=True)
    if not shown:
        raise ValueError("a product without a sellable variant cannot be shown")
    label = settled.one.label if settled.one else product.name
    told = facts(shown[0], family, settled.one)
    body = ports.responses.say("product", turn, product=label, facts=told)
    body = f"{lead}\n{body}".strip()
    show(ports, turn, body, shown)
    turn.context.focus = shown[0].sku
    verb = "add" if settled.one else "col" if demands.colours and len(shown) == 1 else "want"
    offer(turn, tap_id(verb, shown[0].sku, quantity), label, body)


def show_variant(ports: Ports, turn: Turn, product: Product, lead: str = "") -> None:
    """Show exactly this variant with its price; "sí" then puts it into the cart."""
    price = price_of([product])
    body = ports.responses.say("product", turn, product=product.label, facts=price)
    show(ports, turn, f"{lead}\n{body}".strip(), [product])
    offer(turn, tap_id("add", product.sku), product.label, body)


def offer(
    turn: Turn, tapped: str, title: str, question: str, data: Mapping[str, str] | None = None
) -> None:
    """Let a plain "sí" mean this id."""
    option = Option(tapped, title, "yes")
    turn.context.wait_for(Pending("offer", question, (option,), turn.now + LIFE_MS, data or {}))


async def variants_of(ports: Ports, turn: Turn, product: Product) -> list[Product]:
    """Return the product with all its siblings, or itself alone."""
    if product.group is None:
        return [product]
    return await ports.products.variants(turn.shop, product.group) or [product]


def facts(product: Product, family: Sequence[Product], named: Product | None = None) -> str:
    """Say price and options in stock: "$1,199.00 · color: gris, azul · talla: 26, 27".

    named: the variant that is spoken of, whose price alone is told.
    """
    stock = [one for one in family if sellable(one)] or [product]
    parts = [price_of([named] if named else stock)]
    for name in apart(stock):
        found = [value for one in stock if (value := values(one).get(name))]
        told = dict.fromkeys(found) if name == COLOUR else in_order(found)
        parts.append(f"{name.lower()}: {', '.join(told)}")
    return " · ".join(parts)


def listed(ports: Ports, turn: Turn, names: Sequence[str]) -> str:
    """Join names as people say them: "negro, gris y azul"."""
    last = [", ".join(names[:-1]), *names[-1:]]
    joint = ports.responses.say("joint_and", turn)
    return f" {joint} ".join(part for part in last if part)


def either(ports: Ports, turn: Turn, names: Sequence[str]) -> str:
    """Join what any one of would do, in the customer's language: "negro o gris"."""
    return f" {ports.responses.say('joint_or', turn)} ".join(names)


def sizes_of(products: Sequence[Product]) -> list[str]:
    """Return the sizes of the products, smallest first."""
    return in_order(product.size for product in products if product.size)


def price_of(products: Sequence[Product]) -> str:
    """Say the price, or from where to where it goes; a sale price beside the old one."""
    prices = sorted({product.pays.amount for product in products})
    first = min(products, key=lambda product: product.pays.amount)
    if len(prices) > 1:
        last = max(products, key=lambda product: product.pays.amount)
        return f"{display(first.pays)} a {display(last.pays)}"
    if first.sale_price is not None and first.sale_price.amount < first.price.amount:
        return f"{display(first.pays)} (antes {display(first.price)})"
    return display(first.pays)
