"""The words that say yes or no and nothing else."""

from __future__ import annotations

from typing import Final

from nlu.text import words

_YES_CORE: Final = frozenset(
    "si sip simon sii siii see claro dale ok oki okay va vale sale correcto exacto afirmativo "
    "obvio perfecto listo bueno acepto confirmo confirmado hagale hazlo asi seguro supuesto "
    "adelante yes sim venga una please bien".split()
)
YES_WORDS: Final = _YES_CORE | frozenset(
    "es esta este ese esa esos esas de por favor porfa porfavor porfis gracias quiero lo la los "
    "las mero eso mismo po pues pe ya que todo senor senora".split()
)
_NO_CORE: Final = frozenset(
    "no nop nel nah na naa nopo negativo paso ninguno ninguna tampoco cancela cancelar "
    "nunca".split()
)
_NO: Final = _NO_CORE | frozenset(
    "gracias muchas asi dejalo dejelo mejor ya de todavia aun luego despues para por nada que va "
    "ahora quiero eso es todo pe po mas seria senora amiga amigo joven".split()
)
_POINTERS: Final = frozenset("ese esa eso esos esas este esta estos estas aquel aquella".split())
_POINTING: Final = YES_WORDS | frozenset(
    "nomas nada mas mera mero meros merito merita misma mismos mismas con dale entonces pos y ahi "
    "mejor va vamos tambien me parece gusta gustan che oye amigo amiga joven veci".split()
)
_THUMBS_UP: Final = frozenset("👍👌✅🙌")
_THUMBS_DOWN: Final = frozenset("👎🙅❌")


def is_yes(text: str) -> bool:
    """Whether the text says yes and nothing else."""
    return only(text, YES_WORDS, _YES_CORE, _THUMBS_UP)


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


def only(text: str, allowed: frozenset[str], core: frozenset[str], signs: frozenset[str]) -> bool:
    """Whether a text is of the allowed words with one of the core, or of such a sign alone."""
    said = words(text)
    if not said:
        return bool(signs & set(text))
    return set(said) <= allowed and bool(core & set(said))
