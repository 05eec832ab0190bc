"""Questions about a discount: nothing but the shop's word on discounts answers them."""

from __future__ import annotations

import re
from typing import Final

from actions.shop.vocabulary import content
from nlu.text import expand_abbreviations, fold, parse_number

# What the shop's FAQ is asked when the customer's own words lead it to another subject.
DISCOUNT: Final = "¿Hacen descuentos?"
_AROUND: Final = frozenset(
    "pesos doy ofrezco pago cobras cobra vende vendes vendelo vendemelo".split()
)
_ASKED: Final = re.compile(r"\b(?:descuent\w*|desc|rebaj\w+|dcto)\b")
_TOLD: Final = re.compile(r"\b(?:descuent|rebaj|promo|ofert|mayore|mayorist|cupon)|\d ?%")


# "Déjame las 3 en mil", "te doy 500 por las dos": an offer of a price, not of a number.
_WORDED: Final = (
    r"(?:(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|veinte|treinta) )?mil\b|"
    r"[a-z]+ient[oa]s\b|cien(?:to)?\b|(?:cincu|ses|set|och|nov)enta\b"
)
_OFFERS: Final = re.compile(
    r"\b(?:dej\w+|vend\w+|d[aá](?:me|melo|mela|melas|melos)?|doy|ofrezc\w+|cobr\w+|pag[oa]\w*|"
    r"hac[ei]\w*|haz\w*|queda\w*)\b.{0,25}?\b(?:en|por|a|doy|ofrezco) \$? ?"
    rf"(?P<price>\d[\d.,]*(?: ?mil| ?k)?|{_WORDED})"
    rf"|\b(?:te|le|les) (?:doy|ofrezco|pago) (?P<offer>\d[\d.,]*|{_WORDED})"
)
_BEGS: Final = re.compile(
    r"\b(?:lo menos|ultimo precio|precio de (?:amigo|cuate|paisano)|mas baratit[oa] (?:no|si)|"
    r"no (?:me|nos) (?:lo|la|los|las) (?:dejas?|deja|dejan) (?:en|a|mas)|una rebajita|rebajame\w*|"
    r"(?:es|cual es) lo menos|hazme (?:un )?(?:precio|descuentito)|me haces precio)\b"
)
# A price is no number of pieces: nobody orders fifty by "déjamelo en 50".
_LEAST_PRICE: Final = 50


def haggles(text: str) -> bool:
    """Whether a text bargains over a price, of what is spoken of."""
    folded = fold(expand_abbreviations(text))
    if _BEGS.search(folded):
        return True
    found = _OFFERS.search(folded)
    price = parse_number(found["price"] or found["offer"] or "") if found else None
    named = [word for word in content(folded) if word not in _AROUND]
    return price is not None and price >= _LEAST_PRICE and not named


def asks_discount(question: str) -> bool:
    """Whether a question is about a discount: "¿hacen descuento si pago en efectivo?"."""
    return bool(_ASKED.search(fold(question)))


def tells_discount(answer: str) -> bool:
    """Whether an answer speaks of discounts at all."""
    return bool(_TOLD.search(fold(answer)))
