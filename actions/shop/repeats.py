"""Whether somebody says the same again because no answer was one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.shop.vocabulary import stem
from nlu.text import words

# So many texts before the present one are compared.
MOST_HEARD: Final = 2
LONGEST_HEARD: Final = 200
# Whoever repeats a search or an order wants more of it; whoever repeats these got no answer.
ASKING: Final = frozenset(
    "ask_about_shop ask_about_product search_product order_status change_order cancel_order "
    "complain nlu_fallback out_of_scope help".split()
)
_SMALL: Final = frozenset(
    "para pero este esta esto como hola favor porfa porfavor quiero estoy esta estan bien nada "
    "preguntando diciendo pregunte dije contesten contesta contestame responden respondan "
    "responde respondeme alguien gracias oigan oiga oye usted ustedes otra vez entonces "
    "buenas tardes dias noches disculpa disculpe amigo amiga senor senorita".split()
)


def times_said(text: str, heard: Sequence[str]) -> int:
    """Return how often in a row the same was said, this time included. heard: newest last."""
    told = _telling(text)
    times = 1
    for before in reversed(heard[-MOST_HEARD:]):
        if not _same(told, _telling(before)):
            break
        times += 1
    return times


def remembered(text: str, heard: Sequence[str]) -> tuple[str, ...]:
    """Return what is kept of the latest texts once this one was heard."""
    return (*heard, text[:LONGEST_HEARD])[-MOST_HEARD:]


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one says all that the other says: "del 27" and "del 28" are two things."""
    fewer, more = sorted((one, other), key=len)
    numbers = {word for word in one ^ other if any(mark.isdigit() for mark in word)}
    return len(fewer) > 1 and fewer <= more and not numbers


def _telling(text: str) -> frozenset[str]:
    said = (word for word in words(text) if len(word) > 3 or any(c.isdigit() for c in word))
    return frozenset(stem(word) for word in said if word not in _SMALL)
