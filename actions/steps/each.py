"""One of each colour: "uno y uno", "una de cada color", "en los dos colores"."""

from __future__ import annotations

import re
from typing import Final

from actions.ports import Ports, Turn
from actions.shop.product import Product, sellable
from actions.steps.show import page, variants_of
from nlu.text import fold

_EVERY: Final = re.compile(r"\b(?:de|en) cada colou?r\b|\ben tod[oa]s l[oa]s colou?res\b")
_BOTH: Final = re.compile(
    r"\bun[oa] y (?:un[oa]|otr[oa])\b(?! de)|\b(?:los dos|ambos) colou?res\b|\ben ambos\b"
)


async def one_of_each(ports: Ports, turn: Turn, text: str) -> list[Product]:
    """Return one variant of each colour that the product spoken of comes in; [] else."""
    folded, focus = fold(text), turn.context.focus
    every, both = _EVERY.search(folded), _BOTH.search(folded)
    found = await ports.products.by_sku(turn.shop, [focus]) if focus else []
    if not (every or both) or not found:
        return []
    family = [one for one in await variants_of(ports, turn, found[0]) if sellable(one)]
    each = page(family, spread=True)
    return each if len(each) == 2 or (every and len(each) > 1) else []
