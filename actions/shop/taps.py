"""The ids of what can be tapped: short, and readable long after the question is forgotten.

"add:SKU" puts one into the cart, "add3:SKU" three; "pay" opens the checkout. An id says all
that is needed, so a button works after a restart and days later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Meta allows 256 characters in a button's id and 200 in a list row's.
LONGEST: Final = 200
_TAP: Final = re.compile(r"([a-z]{2,10})(\d{1,2})?(?::(.+))?", re.DOTALL)

PAY: Final = "pay"
CART: Final = "cart"
MORE: Final = "more"
PERSON: Final = "person"
CATALOG: Final = "catalog"
WHOLE: Final = "whole"
PUT_BACK: Final = "putback"
CLEAR: Final = "clear"
STOP: Final = "stop"
YES: Final = "yes"
NO: Final = "no"
OTHER: Final = "other"
# Verbs of ids that put the product they name into the cart.
OF_PRODUCTS: Final = frozenset(["add", "want", "col"])


@dataclass(frozen=True, slots=True)
class Tap:
    """What a tapped id asks for: a verb, a value (SKU, category) and how many."""

    verb: str
    value: str = ""
    quantity: int = 1


def tap_id(verb: str, value: str = "", quantity: int = 1) -> str:
    """Write an id; ValueError when it is longer than a list row's id may be."""
    many = str(quantity) if quantity != 1 else ""
    text = f"{verb}{many}:{value}" if value else verb
    if len(text) > LONGEST:
        raise ValueError(f"a tappable id has at most {LONGEST} characters, not {len(text)}")
    return text


def read_tap(text: str) -> Tap | None:
    """Read an id that comes back; None for one that was never ours."""
    found = _TAP.fullmatch(text[: LONGEST + 1])
    if found is None:
        return None
    verb, quantity, value = found.groups()
    return Tap(verb, value or "", int(quantity or 1))
