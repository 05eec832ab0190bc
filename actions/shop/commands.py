"""Whether a text orders, in so many words, that something be put into the cart."""

from __future__ import annotations

import re
from typing import Final

from actions.shop.core_words import undecorated
from nlu.text import expand_abbreviations, fold
from nlu.text.postponing import postpones
from nlu.text.refusing import refusal

_MANY: Final = (
    r"\d+|un par de|(?:una |media )?docena de|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez"
)
_INTO_CART: Final = re.compile(
    r"\b(?:agr[ei]g(?:a|ue|uen|ar)|anad[aei]r?|sum[ae]r?|met[ae]r?|ech[ae]r?|pon(?:e|ga|er)?|"
    r"anot[ae]|apunt[ae]|coloc(?:a|que)|alist[ae])(?:me|nos|le|se)?(?:l[aeo]s?)?\b"
    r"|\b(?:inclu[iy][ae]?|vend[ae])(?:me|nos)(?:l[aeo]s?)?\b"
)
# "Mándame 5 rascadores" orders; "mándame fotos" only wants to see them.
_SENT: Final = re.compile(
    r"\b(?:mand|envi|pas|tra|carg|guard|regal|reserv|apart|separ|despach|consig)\w*(?:me|nos)\b"
    rf" (?:{_MANY}) (?!(?:fotos?|imagen|imagenes|videos?|opciones|modelos|colores|links?|enlaces|"
    r"mensajes|dias|horas|minutos|catalogos?)\b)[a-z]"
)
# "Al final los dos", "mejor me llevo ambas": all of what was in sight.
_ALL_IN_SIGHT: Final = re.compile(
    r"(?:(?:me llevo|llevo|quiero|dame|deme|agreg\w+|pon(?:me|game)|anot\w+|mejor|si|pues|ya|ok|va|"
    r"bueno|no|entonces|que sean?|van|serian)\b,? ?)*"
    r"(?:amb[oa]s|(?:tod[oa]s )?l[oa]s (?:dos|tres|cuatro|[234]))"
    r"(?: (?:porfa|por favor|entonces|mejor))?"
)
_REFUSED: Final = re.compile(
    r"^(?:(?:m+|ay|uy|eh|bueno|pues|oye|che)\b[\s,]*)*(?:(?:ya|mejor) no|no|nel|nop)\b[\s,]*"
)
_OUT: Final = re.compile(r"\b(?:quit|sac|saqu|borr|elimin|retir|descart|cambi)\w*|\b(?:ya )?no\b")
_ONE_MORE: Final = re.compile(
    r"(?:(?:ah|ay|ok|ya|bueno|listo|dale|va|oye|si|perfecto|gracias)\b[\s,.!]*)*"
    rf"(?:(?:(?:y|e|pues) )?(?:tambien|ademas|aparte|de paso),? (?:de )?"
    rf"(?:{_MANY}|un[oa]?s?|otr[oa]s?|el|la|los|las)|(?:y|e) (?:{_MANY}|un[oa]?|otr[oa]))\s+[a-z]"
)
_LOOKS: Final = re.compile(r"\?|\b(?:ver|vemos|muestr\w+|mostr\w+|ensen\w+|si tien\w+)\b")


def commands(text: str) -> bool:
    """Whether a text orders to add: "mejor agrégame una almohada"; not "¿puedo agregar...?"."""
    said = refusal(text)
    # "No quiero la gorra, agrega la taza": what is ordered stands beside the refusal.
    wanted = said.rest if said.what else text
    folded = _REFUSED.sub("", fold(expand_abbreviations(wanted)))
    if postpones(text) or _OUT.search(folded):
        return False
    ordered = _INTO_CART.search(folded) or _SENT.search(folded)
    return bool(ordered) and not _LOOKS.search(folded)


def takes_all(text: str) -> bool:
    """Whether a text takes all of what is in sight: "al final los dos", "mejor ambas"."""
    return bool(
        _ALL_IN_SIGHT.fullmatch(fold(expand_abbreviations(undecorated(text))).strip(" .!¡,"))
    )


def goes_on(text: str) -> bool:
    """Whether a text only names one thing more, as one does in the middle of an order.

    "También la crema de manos", "y dos pares de calcetines", "aparte un shampoo".
    """
    folded = fold(expand_abbreviations(text))
    return bool(_ONE_MORE.match(folded)) and not (_LOOKS.search(folded) or _OUT.search(folded))
