"""Whether a colour or size that was asked for is the one that a catalog writes.

What a search shows and what an action then finds must be the same, so both ask here.
"""

from collections.abc import Collection
from typing import Final

from nlu.text.colours import base_colour, parse_colours
from nlu.text.folding import fold
from nlu.text.sizes import ONE_SIZE, same_size

# Who says one of these shades in general means those that have names of their own as well.
_ALIKE: Final = {
    "azul oscuro": ("azul marino", "azul petróleo"),
    "azul claro": ("celeste",),
    "celeste": ("azul claro",),
    "verde oscuro": ("verde olivo",),
}


def colour_fits(value: str, wanted: Collection[str]) -> bool:
    """Whether a colour as a catalog writes it is one of the wanted canonical ones.

    A shade answers to its family ("azul" finds azul marino), never the other way round; a dark or
    light one also to those of its kind that have a name.
    """
    own = parse_colours(f"color {value}") or (fold(value),)
    families = {base_colour(one) for one in own}
    asked = [*wanted, *(near for one in wanted for near in _ALIKE.get(one, ()))]
    return any(
        one in own or fold(value) == fold(one) or (base_colour(one) == one and one in families)
        for one in asked
    )


def size_fits(value: str, wanted: str) -> bool:
    """Whether a size as a catalog writes it is the wanted one; one size fits all."""
    return same_size(value, wanted) or same_size(value, ONE_SIZE)
