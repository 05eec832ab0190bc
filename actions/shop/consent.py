"""The words that say yes or no and nothing else."""

from __future__ import annotations

import re
from typing import Final

from nlu.text import fold, words
from nlu.text.refusing import without_idioms

_YES_CORE: Final = frozenset(
    "si sip simon sii siii see claro dale ok oki okay va vale sale correcto exacto afirmativo "
    "obvio perfecto listo bueno acepto confirmo confirmado hagale hazlo seguro supuesto "
    "adelante yes sim venga".split()
)
YES_WORDS: Final = _YES_CORE | frozenset(
    "es esta este ese esa esos esas de por favor porfa porfavor porfis gracias quiero lo la los "
    "las mero eso mismo po pues pe ya que todo senor senora una asi please bien".split()
)
_NO_CORE: Final = frozenset(
    "no nop nel nah na naa nopo negativo paso ninguno ninguna tampoco cancela cancelar "
    "nunca".split()
)
_NO: Final = _NO_CORE | frozenset(
    "gracias muchas asi dejalo dejelo mejor ya de todavia aun luego despues para por nada que va "
    "ahora quiero eso es todo pe po mas seria senora amiga amigo joven".split()
)
# "Está bien", "así es": a yes of words that are none by themselves.
_AGREED: Final = re.compile(
    r"\b(?:esta bien|ta bien|muy bien|(?:me )?parece bien|asi es|asi mismo|de una)\b|^eso es$"
)
_POINTERS: Final = frozenset("ese esa eso esos esas este esta estos estas aquel aquella".split())
_POINTING: Final = YES_WORDS | frozenset(
    "nomas nada mas mera mero meros merito merita misma mismos mismas con dale entonces pos y ahi "
    "mejor va vamos tambien me parece gusta gustan che oye amigo amiga joven veci".split()
)
_YES_TO_IT: Final = re.compile(
    r"(?:(?:si|ok|va|vale|dale|bueno|listo|claro|ya|pues|perfecto|porfa|por favor)\b,? ?)+"
    r"(?:agreg|anad|pon|sum|ech|met|anot|apunt)\w*l[ao]s?"
    r"(?: (?:porfa|por favor|al carrito|pues|pe|po))*"
)
_THUMBS_UP: Final = frozenset("👍👌✅🙌")
_THUMBS_DOWN: Final = frozenset("👎🙅❌")


def is_yes(text: str) -> bool:
    """Whether the text says yes and nothing else; who asks ("¿va?") agrees to nothing yet."""
    said = without_idioms(text)
    if "?" in said:
        return False
    said = _AGREED.sub("claro", said.strip(" .,!¡"))
    # "Así está bien" leaves it as it is.
    return not said.startswith("asi ") and only(said, YES_WORDS, _YES_CORE, _THUMBS_UP)


def is_no(text: str) -> bool:
    """Whether the text says no and nothing else."""
    return only(text, _NO, _NO_CORE, _THUMBS_DOWN)


def points(text: str) -> bool:
    """Whether a text only points at what is spoken of: "ya, esa nomás", "ese mero"."""
    return "?" not in text and only(text, _POINTING, _POINTERS, frozenset())


def only_that(text: str) -> bool:
    """Whether a text settles for what is spoken of: "ya, ese nomás agregue", "esos no más"."""
    said = words(text)
    enough = "nomas" in said or "no mas" in " ".join(said) or "nada mas" in " ".join(said)
    return enough and bool(_POINTERS & set(said)) and "?" not in text


def agrees_to_it(text: str) -> bool:
    """Whether a yes only repeats what was said of one thing: "sí, agrégala", "dale, ponlo"."""
    return bool(_YES_TO_IT.fullmatch(fold(text).strip(" .,!¡")))


def only(text: str, allowed: frozenset[str], core: frozenset[str], signs: frozenset[str]) -> bool:
    """Whether a text is of the allowed words with one of the core, or of such a sign alone."""
    said = words(text)
    if not said:
        return bool(signs & set(text))
    return set(said) <= allowed and bool(core & set(said))
