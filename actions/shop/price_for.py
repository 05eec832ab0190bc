"""Questions for the price of several: "¿cuánto por 3?", "a como me salen 2"."""

from __future__ import annotations

import re
from typing import Final

from actions.shop.units import count
from actions.shop.vocabulary import content
from nlu.text import expand_abbreviations, fold, words

_PRICE: Final = re.compile(
    r"\bcuant[oa]s? (?:\w+ ){0,3}?(?:por|cuesta[ns]?|vale[ns]?|sale[ns]?|saldrian?|seria[ns]?|"
    r"es|son|queda[ns]?|quedarian?|pagaria|cobra[ns]?|costarian?)\b|"
    r"\ba (?:como|cuanto)\b|\bprecio\b|^(?:y )?cuanto\b"
)
# Written in the data of an offer whose price was asked for.
PRICED: Final = "priced"
_AND_SO_MANY: Final = re.compile(
    r"(?:(?:y|e|o|pero|entonces|ok|bueno)\b,? ?)+(?:si )?(?:(?:me )?(?:llevo|compro|agarro|"
    r"pido|quiero|son|fueran|serian|por|de|para|con|a)\b ?)*(?:l[oa]s )?"
    r"(?P<many>\d+|media docena|una docena|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce)"
    r"(?: (?:piezas|pares|unidades))?(?: cuanto.*)?"
)
_IF: Final = re.compile(r"^(?:y )?(?:si (?:llevo|compro|quiero|agarro|pido|son|te compro)|por)\b")
_OTHER: Final = re.compile(r"\b(?:envi\w+|descuent\w*|rebaj\w*|mayoreo|mayorista|mejor precio)\b")
# The words around such a question, beside those that never name a product.
_AROUND: Final = frozenset(
    "saldria saldrian serian costaria costarian quedaria quedarian pagaria pago cobras cobra "
    "cobran precio agarro pido son todas todos compro total junto juntos juntas llevara sumaria "
    "sumarian llevando".split()
)


_WHOLE: Final = frozenset("todo total junto llevo va vamos debo compra carrito cuenta".split())
_OF_SUM: Final = _WHOLE | frozenset(
    "cuanto es son seria serian sera sale saldria queda quedaria me te le en de por al mi la el lo "
    "seria ahora esto eso viene costaria cuesta pago pagaria hasta ya".split()
)
_POLITE: Final = frozenset(
    "ok oki bueno y entonces listo pues oye dime disculpe porfa a ver".split()
)
_THOSE: Final = re.compile(r"\bl[oa]s (?:\d+|dos|tres|cuatro|cinco|seis)\b")


def asks_price_for(text: str, *, named: bool = False) -> int | None:
    """Return how many a text asks the price of, of what is spoken of; None for another wish.

    named: of what it names itself: "¿y cuánto serían 2 almohadas?".
    """
    quantity, folded = count(text), fold(expand_abbreviations(text))
    if quantity is None or quantity < 2 or _OTHER.search(folded):
        return None
    asks = _PRICE.search(folded) or ("?" in text and _IF.search(folded))
    return quantity if asks and bool(_named(text)) == named else None


def counts_again(text: str) -> int | None:
    """Return the other number of which the price is asked too: "¿y dos?", "y si llevo 5"."""
    found = _AND_SO_MANY.fullmatch(fold(expand_abbreviations(text)).strip("¿?¡! ."))
    return count(f"{found['many']} piezas") if found else None


def _named(text: str) -> list[str]:
    return [word for word in content(text) if word not in _AROUND]


def asks_sum(text: str, changed: bool) -> bool:
    """Whether a text asks what all of the cart comes to: "ok, ¿cuánto es?", "y todo junto?".

    changed: the cart's total was said last, so that a bare "¿cuánto es?" is asked of it.
    """
    folded = fold(expand_abbreviations(text))
    said = set(words(folded)) - _POLITE
    if "cuanto" not in said or not said <= _OF_SUM or count(text) is not None:
        return False
    return changed or bool(said & _WHOLE)


def counts_all(text: str, held: int) -> bool:
    """Whether "las dos", "los 3" are all the pieces that the cart holds."""
    return count(text) == held and bool(_THOSE.search(fold(text)))
