"""Ask which variant is meant, with the values in stock to tap."""

from __future__ import annotations

from collections.abc import Sequence

from actions.ports import Ports, Turn
from actions.shop.later import NOTHING, Around, kept
from actions.shop.money import display
from actions.shop.product import Product
from actions.shop.speech import trait_in
from actions.shop.taps import tap_id
from actions.shop.variants import COLOUR, Settled, apart, values
from actions.steps.ask import MOST_CHOICES, Way, ask, yes_or_no
from actions.steps.show import listed, price_of


def ask_variant(
    ports: Ports, turn: Turn, settled: Settled, quantity: int, around: Around = NOTHING
) -> None:
    """Ask what is missing; settled.left must hold some. around: see `actions.shop.later`."""
    left = settled.left
    turn.context.focus = left[0].sku
    if len(left) == 1:
        _ask_last(ports, turn, left[0], quantity, around)
        return
    missing = settled.missing or apart(left)
    colours_first = len(left) > MOST_CHOICES and COLOUR in missing
    asked = (COLOUR,) if colours_first else missing
    language = turn.context.language or turn.shop.language
    names = listed(ports, turn, [trait_in(name.lower(), language) for name in asked])
    body = ports.responses.say(
        "which_variant", turn, product=left[0].name, price=price_of(left), missing=names
    )
    ways = _ways(left, asked, quantity, verb="col" if colours_first else "var")
    told = {"name": left[0].name, "missing": names}
    data = {"sku": left[0].sku, "quantity": str(quantity), **told, **kept(around)}
    ask(ports, turn, "variant", _led(around.lead, body), ways, data=data)


def _ask_last(ports: Ports, turn: Turn, product: Product, quantity: int, around: Around) -> None:
    body = ports.responses.say(
        "last_variant",
        turn,
        product=product.name,
        options=product.options,
        price=display(product.pays),
    )
    yes, body = tap_id("var", product.sku, quantity), _led(around.lead, body)
    yes_or_no(ports, turn, "offer", body, yes, data=kept(around))


def _led(lead: str, body: str) -> str:
    return f"{lead}\n{body}" if lead else body


def _ways(left: Sequence[Product], asked: Sequence[str], quantity: int, verb: str) -> list[Way]:
    """One way for each distinct set of values; the price beside it where prices differ."""
    priced = len({product.pays for product in left}) > 1
    ways: dict[str, Way] = {}
    for product in left:
        title = ", ".join(filter(None, (values(product).get(name, "") for name in asked)))
        price = display(product.pays) if priced else ""
        way = Way(tap_id(verb, product.sku, quantity), title or product.label, product.sku, price)
        ways.setdefault(way.title, way)
    return list(ways.values())
