"""Questions about a discount: nothing but the shop's word on discounts answers them."""

from __future__ import annotations

import re
from typing import Final

from nlu.text import fold

# What the shop's FAQ is asked when the customer's own words lead it to another subject.
DISCOUNT: Final = "¿Hacen descuentos?"
_ASKED: Final = re.compile(r"\b(?:descuent\w*|desc|rebaj\w+|dcto)\b")
_TOLD: Final = re.compile(r"\b(?:descuent|rebaj|promo|ofert|mayore|mayorist|cupon)|\d ?%")


def asks_discount(question: str) -> bool:
    """Whether a question is about a discount: "¿hacen descuento si pago en efectivo?"."""
    return bool(_ASKED.search(fold(question)))


def tells_discount(answer: str) -> bool:
    """Whether an answer speaks of discounts at all."""
    return bool(_TOLD.search(fold(answer)))
