"""What a text says once the talk around it is left out: "espera, mejor en negro porfa"."""

from __future__ import annotations

import re
from typing import Final

from nlu.text import expand_abbreviations, fold, parse_colours, parse_quantity, parse_size, words
from nlu.text.openings import opens_wish

_STOPS: Final = re.compile(r"[,;:!…\n]+|\.(?!\d)|\s-\s")
# What follows gives a reason: "que voy justo", "porque es para mi hijo", "para mi mamá".
_REASON: Final = re.compile(
    r"\b(?:porque|pues (?=\w+ \w)|es que|ya que|para que|como que|por si|"
    r"que (?!seria[ns]?\b|sean?\b|hay|haya|qued|teng|tien|no\b|si\b)(?=\w+ ?\w*)|"
    r"para (?:mi|mis|un[oa]?|una|el|la|los|las|que|regal\w*)\b(?= ?\w)|a mi \w+)"
)
_AT_LAST: Final = re.compile(
    r"\b(?:al final|a la final|sab[eé]s (?:que|qué|q)|pens[aá]ndolo bien)\b,?", re.IGNORECASE
)
_DECIDED: Final = re.compile(
    r"\b(?:(?:pues )?(?:ya )?ni modo|(?:es)?t[aá] bien|me convenci\w+|ya (?:fue|estuvo|est[aá])|"
    r"qu[eé] m[aá]s da|de una vez|sabes q(?:ue)?|pens[aá]ndolo (?:bien|mejor)|la verdad|"
    r"me (?:qued|vien|apriet)\w*(?: muy| un poco| bien| medio)? (?:chic|grand|apretad|just|floj|"
    r"ajustad|larg|cort)\w+|"
    r"bac[aá]n|bak[aá]n|ch[eé]vere|chido|qu[eé] padre|genial|perfecto|joya|b[aá]rbaro|"
    r"buen[ií]simo|de lujo|me gust[aoó]\b|me encant[aoó]\b|guay|excelente)\b,?",
    re.IGNORECASE,
)
# "Casera, ...", "... carnal": whom one speaks to.
_CALLED: Final = re.compile(
    r"^\W*(?:caser[oa]|caserit[oa]|vecin[oa]|veci|amig[oa]|señorita|señor[a]?|joven|parce|che|oiga)\b,?"
    r"|,? (?:al ?tiro|ahorita|al toque|ya mismo)\W*$"
    r"|,? (?:carnal|caser[oa]|caserit[oa]|veci|parce|bro|wey|güey|causa|amig[oa]|compa|pana)\W*$",
    re.IGNORECASE,
)
# "Es para mi sobrina": for whom it is does not say what it is.
_FOR_WHOM: Final = re.compile(
    r",?\s*(?:(?:que )?(?:es|son|va|van) )?(?:un regalo )?para (?:mi|mis) \w+,?", re.IGNORECASE
)
_LEFT_OVER: Final = re.compile(r"^(?:(?:ya|ok|va|pues|listo|si)\s*)?[\s,.!]+")
TALK: Final = frozenset(
    """
    a ah ahi al amiga amigo amor andale ay bien bro bueno che claro dale de dios disculpa disculpe
    eh entonces era espera esperate espere esta este favor final fijate gracias hijole hmm huy joven
    joder jaja jajaja listo mejor mi mira mmm momento nel nop nah nena no nomas o ok okay oiga ojo
    oye parce pe pensandolo perdon perdona perdone po por porfa porfavor pos pucha pues que querido
    sabe sabes senor senora senorita si sip sorry tio tia uh upa uy va vale vecina vecino veci venga
    wey ya yo caserita causa mana mano
    """.split()
)
_SOFT: Final = frozenset("de que a mi al este esta o era yo por final mejor nomas bien".split())


def undecorated(text: str) -> str:
    """Return a text without the phrases that only say that one has decided: "ya ni modo"."""
    said = _FOR_WHOM.sub(" ", _CALLED.sub(" ", _DECIDED.sub(" ", _AT_LAST.sub(" ", text))))
    return _LEFT_OVER.sub("", " ".join(said.split())) or text


def core(text: str) -> str:
    """Return the folded words that carry the wish, "" where more is said than one wish.

    Exclamations before it and reasons behind it are left out; what else is said must be idle.
    """
    folded = fold(expand_abbreviations(undecorated(text)))
    pieces = [piece.strip(" ¡¿") for piece in _STOPS.split(folded)]
    told = [piece for piece in pieces if words(piece) and not _is_talk(piece)]
    if not told or any(not _is_idle(piece) for piece in told[1:]):
        return ""
    said = _unled(_AT_LAST.sub(" ", told[0]).strip())
    reason = _REASON.search(said, 1)
    return said[: reason.start()].strip() if reason else said


# "No pará", "aguanta": as a piece of its own, for "para" leads on to a purpose elsewhere.
_STOPPING: Final = frozenset("para pare aguanta aguante alto".split())


def _is_talk(piece: str) -> bool:
    return set(words(piece)) <= TALK | _STOPPING


def _unled(piece: str) -> str:
    """Without the exclamations at its beginning, but for "mejor", which says what is wanted."""
    said = piece.split()
    while len(said) > 1 and said[0] in TALK - _SOFT:
        said = said[1:]
    return " ".join(said)


def _is_idle(piece: str) -> bool:
    """Whether a piece asks for nothing of its own: "mi hijo es flaquito", "por favor"."""
    asks = "?" in piece or opens_wish(piece)
    tells = parse_quantity(piece) or parse_size(piece) or parse_colours(piece)
    return not (asks or tells)
