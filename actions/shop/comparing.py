"""Questions that set products against each other: what they name, and which one wins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from actions.shop.product import Product
from actions.shop.vocabulary import content
from nlu.text import expand_abbreviations, fold, parse_number

_COMPARES: Final = re.compile(
    r"\bdiferencias?\b|\bcompar(?:a|ar|as|ame|alos|alas|acion|e|en)\b|\bse diferencian\b|"
    r"\bcual(?:es)? (?:es|son|seria|esta|sale|me sale) mejor\b|\bque es mejor\b|"
    r"\bcual(?:es)? (?:me |nos )?(?:recomiend|convien|suger|aconsej)\w*|\bversus\b|\bvs\b|"
    r"\bdifference|\bcompare\b|\bwhich (?:one )?is better\b|\bdiferenca"
)
# "¿A cuál le dura más la pila?", "¿cuál de los dos pesa menos?": one of those in sight.
_WHICH: Final = re.compile(
    r"\b(?:y |o )?(?:a |de |con |en )?cual(?:es)?\b(?: de (?:l[oa]s|ell[oa]s|es[oa]s|est[oa]s)"
    r"(?: (?:dos|tres|cuatro))?)?(?: (?:es|son) (?:el|la|los|las) que\b)?"
)
_NOT_CHOOSING: Final = re.compile(
    r"\bcual(?:es)? (?:es|son|seria)? ?(?:el|la|los|las|su|sus|tu|tus)\b(?! que\b| mas\b| menos\b)|"
    r"\bcual(?:es)? (?:hay|quieres|colou?r|tall)|"
    r"\bcual(?:es)? (?:tienen|tenes|tienes)\b(?! (?:(?:el|la) )?(?:mas|menos|mayor|mejor|menor)\b)"
)
_FRAME: Final = re.compile(
    r"\bdiferencias?\b|\bcompar\w+|\bentre\b|\b(?:es|son|seria|sale|esta) mejor\b|\bmejor\b|"
    r"\bconvien\w*|\brecomiend\w*|\bdifference between\b|\bbetter\b|\bcompare\b"
)
_JOINT: Final = re.compile(
    r",| y | e | o | u | vs\.? | versus | con | contra | contra el | and | or "
)
_LESS: Final = re.compile(
    r"\bmenos\b|\bmenor\b|\bmas (?:liger|livian|chic|pequen|barat|economic|delgad)"
)
_MORE: Final = re.compile(r"\bmas\b|\bmayor\b|\bmejor\b")
_AMOUNT: Final = re.compile(r"(\d[\d.,]*)\s*([a-z%]+)?")
# What an amount is measured in, so that 6 months are more than 60 days.
_UNITS: Final = {
    word: (base, Decimal(factor))
    for base, factor, said in (
        ("h", "0.0167", "min minuto minutos"),
        ("h", "1", "h hr hrs hora horas"),
        ("h", "24", "dia dias"),
        ("h", "168", "semana semanas"),
        ("h", "730", "mes meses"),
        ("h", "8760", "ano anos"),
        ("g", "1", "g gr grs gramo gramos"),
        ("g", "1000", "kg kgs kilo kilos"),
        ("ml", "1", "ml mililitros"),
        ("ml", "1000", "l lt lts litro litros"),
        ("cm", "0.1", "mm"),
        ("cm", "1", "cm centimetros"),
        ("cm", "100", "m mt mts metro metros"),
    )
    for word in said.split()
}
_DENIAL: Final = re.compile(r"\s*(?:no|sin)\b|.*: no\b")


def compares(text: str) -> bool:
    """Whether a text sets products against each other: "¿cuál es la diferencia?"."""
    return bool(_COMPARES.search(fold(expand_abbreviations(text))))


def chooses(text: str) -> bool:
    """Whether a text asks which of several does something: "¿cuál aguanta sudor?"."""
    folded = fold(expand_abbreviations(text))
    return bool(_WHICH.search(folded)) and not _NOT_CHOOSING.search(folded)


def criterion(text: str) -> str:
    """Return what one of several is chosen by: "¿a cuál le dura más la pila?" -> the pila."""
    return " ".join(_WHICH.sub(" ", fold(expand_abbreviations(text))).split()).strip("¿? ")


def sides(text: str) -> tuple[str, ...]:
    """Return the things that a comparison names, each as said; () where it names none or one."""
    folded = _FRAME.sub(" ", fold(expand_abbreviations(text))).strip("¿?¡!. ")
    found = tuple(piece.strip() for piece in _JOINT.split(f" {folded} ") if content(piece))
    return found[:3] if len(found) > 1 else ()


def winner(question: str, answers: Sequence[str]) -> int | None:
    """Return the place of the answer that wins, None where none clearly does.

    By the amount where more or less of it is asked, else the only one that is no denial.
    """
    folded = fold(question)
    amounts = {place: told for place, one in enumerate(answers) if (told := _amount(one))}
    if (_MORE.search(folded) or _LESS.search(folded)) and len(amounts) > 1:
        values = {place: value for place, (value, _) in amounts.items()}
        best = (min if _LESS.search(folded) else max)(values.values())
        same = len({unit for _, unit in amounts.values()}) == 1
        winners = [place for place, value in values.items() if value == best]
        return winners[0] if same and len(winners) == 1 else None
    agreeing = [place for place, one in enumerate(answers) if one and not denies(one)]
    return agreeing[0] if len(agreeing) == 1 else None


def denies(answer: str) -> bool:
    """Whether an answer says no: "No resiste el agua."."""
    return bool(_DENIAL.match(fold(answer)))


def telling_facts(among: Sequence[Product], most: int) -> list[tuple[tuple[str, str], ...]]:
    """Return for each product its facts that differ from the others', the shared names first."""
    facts = [dict(one.attributes) for one in among]
    names = dict.fromkeys(name for one in facts for name in one)
    differing = [name for name in names if len({one.get(name) for one in facts}) > 1]
    shared = sorted(differing, key=lambda name: -sum(name in one for one in facts))
    return [tuple((n, one[n]) for n in shared if n in one)[:most] for one in facts]


def _amount(answer: str) -> tuple[Decimal, str] | None:
    found = _AMOUNT.search(fold(answer))
    value = parse_number(found[1]) if found else None
    if found is None or value is None:
        return None
    unit, factor = _UNITS.get(found[2] or "", (found[2] or "", Decimal(1)))
    return Decimal(value) * factor, unit
