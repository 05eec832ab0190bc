"""Going on about the sending: "¿y a mi hermana en Puebla cuánto sale?" after "¿envían a León?"."""

from __future__ import annotations

import re
from typing import Final

from nlu.text import expand_abbreviations, fold, parse_colours, parse_size

_SENDING: Final = re.compile(
    r"\b(?:envi(?:o|os|an|as|en|arlo|arla|armelo)|mandan?|mandas|mandarl\w+|despach\w+|domicilios?|"
    r"fletes?|reparten|entregan|delivery|frete|shipping|ship|llegan? (?:a|hasta))\b"
)
_COSTS: Final = re.compile(
    r"\bcuant[oa]s? (?:me |nos |le )?(?:sale|saldria|cuesta|costaria|es|seria|cobran?|vale)\b|"
    r"\b(?:costo|precio|tarifa)\b|\bcuanto\W*$"
)
_TAKES: Final = re.compile(
    r"\b(?:en )?cuant[oa]s?(?: tiempo| dias)? (?:me |se )?(?:tardan?|demoran?|llegan?|dilatan?)\b"
    r"|\ben cuanto\W*$|\bcuando (?:me |nos )?llega\b"
)
_TO: Final = re.compile(
    r"\b(?P<to>a|hasta|para|pa|en) (?P<where>(?:(?:el|la|mi|mis|un|una|su) )?"
    r"(?P<first>(?!\w+[aei]r\b)[a-z]{3,}).*)"
)
_BARE: Final = re.compile(r"(?:y|e|pero|o) (?:si es )?(?:a|hasta|para|pa)(?: (?!cuant)\w+){1,4}")
# What "a" and "para" lead to besides places.
_NO_PLACE: Final = frozenset(
    "que cual cuanto cuantos cuanta cuantas como meses credito plazos cuotas nombre mayoreo "
    "tarjeta hombre mujer nino nina ninos regalo hoy manana ese esa esos "
    "esas este esta todos todo dos tres".split()
)


def goes_on(text: str, before: str) -> str | None:
    """Return the whole question about the sending that a text shortly goes on with.

    before: what the customer wrote last. None: it goes on about something else.
    """
    folded = fold(expand_abbreviations(text)).strip("¿?¡!. ")
    earlier = fold(expand_abbreviations(before))
    to = _TO.search(folded)
    if to is None or to["first"] in _NO_PLACE or not _SENDING.search(earlier):
        return None
    if _SENDING.search(folded) or parse_colours(text) or parse_size(text):
        return None
    if kind := _kind(folded):
        return f"{kind} {_place(folded)}"
    if not _BARE.fullmatch(folded):
        return None
    return f"{_kind(earlier) or 'hacen envíos'} {to['to']} {to['where']}"


def _kind(folded: str) -> str:
    if _TAKES.search(folded):
        return "cuánto tarda el envío"
    return "cuánto cuesta el envío" if _COSTS.search(folded) else ""


def _place(folded: str) -> str:
    """The words of a question that tell where to."""
    told = _TO.search(_TAKES.sub(" ", _COSTS.sub(" ", folded)))
    return " ".join(f"{told['to']} {told['where']}".split()) if told else ""
