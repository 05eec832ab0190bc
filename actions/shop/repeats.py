"""Whether somebody says the same again because no answer was one. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from actions.shop.vocabulary import stem
from nlu.text import expand_abbreviations, fold, words

# So many texts before the present one are compared.
MOST_HEARD: Final = 2
LONGEST_HEARD: Final = 200
# Of an order people ask again in ever other words; "mi pedido" is the question itself.
_OF_ORDERS: Final = frozenset("order_status change_order cancel_order complain".split())
# Whoever repeats an order to add wants more of it; whoever repeats these got no answer.
ASKING: Final = _OF_ORDERS | frozenset(
    "ask_about_shop ask_about_product search_product nlu_fallback out_of_scope help".split()
)
_SMALL: Final = frozenset(
    "a al de del el la los las lo le les me te se nos un una unos unas y e o u q que si es son mi "
    "mis tu tus su sus en por ya oh eh ey che pues pe po "
    "para pero este esta esto como hola favor porfa porfavor quiero estoy esta estan bien nada "
    "alguien gracias oigan oiga oye usted ustedes vos otra vez entonces veces ahora todavia aun "
    "buenas tardes dias noches disculpa disculpe amigo amiga senor senora senorita por fa "
    "contesten contesta contestame contesteme responden respondan responde respondeme".split()
)
# "Te pregunto si", "ya les dije que": the frame of a question that is put again.
_OR_NOT: Final = re.compile(r"\b(?:si )?o (?:no|que)\b")
_FRAME: Final = re.compile(
    r"(?:pregunt|repit|repet|insist)\w*|dig[oa]|dij[eo]|diciendo|dime|digame"
)


def times_said(text: str, heard: Sequence[str], intent: str = "") -> int:
    """Return how often in a row the same was asked, this time included. heard: newest last.

    A question that says more or other than the one before it ("busco tenis", "busco tenis
    baratos") was answered and goes on from there. intent: of an order, fewer or more words
    ask the same.
    """
    loosely = intent in _OF_ORDERS
    told = _telling(text, loosely=loosely)
    times = 1
    for before in reversed(heard[-MOST_HEARD:]):
        if not _same(told, _telling(before, loosely=loosely), loosely=loosely):
            break
        times += 1
    return times


def remembered(text: str, heard: Sequence[str]) -> tuple[str, ...]:
    """Return what is kept of the latest texts once this one was heard."""
    return (*heard, text[:LONGEST_HEARD])[-MOST_HEARD:]


def _same(one: frozenset[str], other: frozenset[str], *, loosely: bool) -> bool:
    """Whether both ask the same. loosely: one may say less, but no other number."""
    fewer, more = sorted((one, other), key=len)
    numbers = {word for word in more - fewer if any(mark.isdigit() for mark in word)}
    same = fewer <= more and not numbers if loosely else one == other
    return len(fewer) > 1 and same


def _telling(text: str, *, loosely: bool) -> frozenset[str]:
    said = words(_OR_NOT.sub(" ", fold(expand_abbreviations(text))))
    telling = (word for word in said if not (word in _SMALL or _FRAME.fullmatch(word)))
    # "Hoy", "no", "ya": an order that is asked for is the same with and without them.
    kept = (word for word in telling if not (loosely and len(word) <= 3 and word.isalpha()))
    return frozenset(stem(word) for word in kept)
