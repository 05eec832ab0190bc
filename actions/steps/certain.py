"""Whether the one product that a name found is surely what was named."""

from __future__ import annotations

from typing import Final

from actions.ports import Ports, Turn
from actions.shop.product import Product
from actions.shop.vocabulary import content, is_filler, names_kind, stem, stems
from actions.steps.look_up import look_up
from nlu.text import words

# "Una caja de colores": what it comes in is not what it is.
_CONTAINERS: Final = frozenset(
    "caja cajita paquete paquetito bolsa bolsita juego kit set frasco bote botella rollo tubo lata "
    "sobre pack combo estuche".split()
)
# The words that are not its own must find it among the first.
_FIRST: Final = 3


async def surely_named(ports: Ports, turn: Turn, text: str, product: Product) -> bool:
    """Whether a text names the product: its kind, all of its words, or its kind's other name.

    "Vaqueros" are "pantalones de mezclilla" where a search for the noun says so.
    """
    things = [word for word in content(text) if word not in _CONTAINERS]
    # "Arcoíris" may be a colour, and here it is a name.
    telling = [word for word in words(text) if not is_filler(word) and word not in _CONTAINERS]
    things = things or telling
    if names_kind(text, product.name):
        return True
    if not things:
        return False
    own = stems(f"{product.name} {product.brand} {product.options}")
    if all(stem(thing) in own for thing in things):
        return True
    if not any(stem(thing) in own for thing in things):
        return False
    # "El power bank de 20000 mAh": what it is called here besides the words of its own.
    others = " ".join(thing for thing in things if stem(thing) not in own)
    found = await look_up(ports, turn, others, limit=_FIRST * 10)
    groups = list(dict.fromkeys(hit.group or hit.sku for hit in found.hits))[:_FIRST]
    return (product.group or product.sku) in groups
