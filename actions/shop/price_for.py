"""Questions for the price of several: "¿cuánto por 3?", "a como me salen 2"."""

from __future__ import annotations

import re
from typing import Final

from actions.shop.units import count
from actions.shop.vocabulary import content
from nlu.text import expand_abbreviations, fold, parse_quantity

_PRICE: Final = re.compile(
    r"\bcuant[oa]s? (?:\w+ ){0,3}?(?:por|cuesta[ns]?|vale[ns]?|sale[ns]?|saldrian?|seria[ns]?|"
    r"es|son|queda[ns]?|quedarian?|pagaria|cobra[ns]?|costarian?)\b|"
    r"\ba (?:como|cuanto)\b|\bprecio\b|^(?:y )?cuanto\b"
)
_IF: Final = re.compile(r"^(?:y )?(?:si (?:llevo|compro|quiero|agarro|pido|son|te compro)|por)\b")
_OTHER: Final = re.compile(r"\b(?:envi\w+|descuent\w*|rebaj\w*|mayoreo|mayorista|mejor precio)\b")
# The words around such a question, beside those that never name a product.
_AROUND: Final = frozenset(
    "saldria saldrian serian costaria costarian quedaria quedarian pagaria pago cobras cobra "
    "cobran precio agarro pido son todas todos compro total junto juntos juntas llevara sumaria "
    "sumarian llevando".split()
)


def asks_price_for(text: str) -> int | None:
    """Return how many a text asks the price of, of what is spoken of; None for another wish."""
    quantity, folded = count(text), fold(expand_abbreviations(text))
    if quantity is None or quantity < 2 or _OTHER.search(folded):
        return None
    asks = _PRICE.search(folded) or ("?" in text and _IF.search(folded))
    named = [word for word in content(text) if word not in _AROUND]
    return quantity if asks and not named else None


def computes(question: str) -> int:
    """Return how many pieces a question about a product's price counts; 1 where it says none."""
    return parse_quantity(expand_abbreviations(question)) or 1
