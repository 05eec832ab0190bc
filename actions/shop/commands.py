"""Whether a text orders, in so many words, that something be put into the cart."""

from __future__ import annotations

import re
from typing import Final

from nlu.text import expand_abbreviations, fold
from nlu.text.postponing import postpones
from nlu.text.refusing import refusal

_INTO_CART: Final = re.compile(
    r"\b(?:agr[ei]g(?:a|ue|uen|ar)|anad[aei]r?|sum[ae]r?|met[ae]r?|ech[ae]r?|pon(?:e|ga|er)?|anot[ae])"
    r"(?:me|nos|le|se)?(?:l[aeo]s?)?\b"
)
_REFUSED: Final = re.compile(
    r"^(?:(?:m+|ay|uy|eh|bueno|pues|oye|che)\b[\s,]*)*(?:(?:ya|mejor) no|no|nel|nop)\b[\s,]*"
)
_OUT: Final = re.compile(r"\b(?:quit|sac|borr|elimin|retir|descart|cambi)\w*|\b(?:ya )?no\b")
_LOOKS: Final = re.compile(r"\?|\b(?:ver|vemos|muestr\w+|mostr\w+|ensen\w+|si tien\w+)\b")


def commands(text: str) -> bool:
    """Whether a text orders to add: "mejor agrégame una almohada"; not "¿puedo agregar...?"."""
    said = refusal(text)
    # "No quiero la gorra, agrega la taza": what is ordered stands beside the refusal.
    wanted = said.rest if said.what else text
    folded = _REFUSED.sub("", fold(expand_abbreviations(wanted)))
    if postpones(text) or _OUT.search(folded):
        return False
    return bool(_INTO_CART.search(folded)) and not _LOOKS.search(folded)
