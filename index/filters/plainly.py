"""What customers say in many words and shops in one: "que no le entre el agua" -> "impermeable"."""

from __future__ import annotations

import re
from typing import Final

_WATER: Final = "(?: el| la| al)? ?(?:agua|lluvia)"
_KEPT_OUT: Final = "entre|entra|meta|mete|pase|pasa|moje|mojen|moja|filtre"
_TURNS: Final = (
    (rf"(?:que )?(?:no|nunca) (?:se )?(?:le |les |me )?(?:{_KEPT_OUT}){_WATER}", "impermeable"),
    (r"(?:que )?no se mojen?|que se pued[ae]n? mojar|waterproof", "impermeable"),
    (r"a prueba de agua|resistentes? al agua|[aà] prova d.?[aá]gua", "impermeable"),
    (rf"que (?:s[ií] )?(?:aguante|resista|soporte)n?{_WATER}", "impermeable"),
    (r"(?:que )?no (?:se )?(?:le |les )?peg(?:ue|uen|a|an)", "antiadherente"),
    (r"(?:que )?no (?:se )?(?:resbal|derrap|patin)(?:e|en|a|an)", "antiderrapante"),
    (r"sin cables?|sin hilos|que no (?:tenga|lleve)n? cables?", "inalámbrico"),
    (r"(?<=\w)['’]s", ""),
    (r"que no haya que (?:enchufar|conectar)", "recargable"),
)
_SAID: Final = tuple((re.compile(rf"\b(?:{one})\b", re.IGNORECASE), word) for one, word in _TURNS)


def plainly(text: str) -> str:
    """Return a text with such turns said in one word; the rest stays as written."""
    for said, plain in _SAID:
        text = said.sub(plain, text)
    return text
