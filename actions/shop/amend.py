"""What a short text wants of the thing that was just put into the cart, or is on offer.

"Otras 2", "que sean 4", "sumale una", "mejor en negro", "igual pero blanca", "deshaz lo último":
it names no product, so it is read by its structure alone: how many, which colour or size, and
whether these come besides, instead or anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from actions.shop.change import exchange
from actions.shop.core_words import TALK, core
from actions.shop.rank import rank_in
from actions.shop.units import count
from actions.shop.vocabulary import content, only_colours
from nlu.text import expand_abbreviations, fold, parse_colours, parse_size, words
from nlu.text.postponing import postpones
from nlu.text.refusing import refusal

Kind = Literal["more", "set", "less", "swap", "another", "keep", "all", "undo", "reverse", "other"]

_MORE: Final = re.compile(
    r"\b(?:otr[oa]s?|mas|tambien|ademas|extra|igual(?:es|ita)?|mism[oa]s?|sum[aeo]\w*|"
    r"agreg\w+|anad\w+|aument\w+|ech[aeo]\w*|anot\w+|pon\w*|met[eao]\w*|dame|deme|dem[eao]\w*)\b"
)
_BESIDES: Final = re.compile(r"\b(?:otr[oa]s?|tambien|ademas|sum[aeo]\w*|aument\w+|mas)\b")
_NEW: Final = re.compile(
    r"\b(?:mejor|prefiero|que sean?|sean|solo|solamente|unicamente|nomas|nada mas|dej\w+|"
    r"qued\w+ en|cambi\w+|corr[ie]\w+|(?:baj|sub|reduc|aument)\w+ a|al final|"
    r"en total|al ?reves|era[ns]?|queria|bastan?|suficientes?|alcanzan?|me quedo con)\b"
)
_LESS: Final = re.compile(
    r"\b(?:quit|sac|saqu|rest|baj|borr|elimin|retir|descuent)[aeou]\w*|\bmenos\b"
)
_OUT: Final = re.compile(r"\b(?:quit|sac|saqu|borr|elimin|retir|vaci|cancel|devolv|devuelv)\w*")
_KEEP: Final = re.compile(r"\b(?:solo|solamente|unicamente|nomas|nada mas|dej\w+)\b")
_ASKS: Final = re.compile(
    r"\?|\b(?:cuant[oa]s?|cual(?:es)?|donde|cuando|como|hay|habra|tien\w+|tenes|viene[ns]?|ver|"
    r"muestr\w+|mostr\w+|ensen\w+|barat\w+|car[oa]s?|colores|tallas|talles|precios?|pag\w+|envi\w+|"
    r"tod[oa]s?|amb[oa]s|primer\w*|segund\w*|tercer\w*|ultim\w*|cada|numero|modelos?|opciones)\b"
)
# "Otro color", "otra vez", "la otra": not one more of the same.
_ANOTHER_THING: Final = re.compile(
    r"\botr[oa]s? (?:colou?r(?:es)?|tonos?|tallas?|talles?|tamanos?|medidas?|numeros?|"
    r"producto|opcion|opciones|modelos?|marcas?|estilos?|disenos?|vez|veces|cosas?|dia|momento|pregunta|duda|"
    r"consulta|tipos?|presentacion\w*|precios?|foto|tienda)\b"
    r"|\b(?:el|la|los|las|por|x) otr[oa]s?\b(?! \d)"
)
_INQUIRES: Final = re.compile(r"\b(?:cual(?:es)?|cuant[oa]s?|donde)\b")
# "No, mejor la otra": what was seen beside it, in its place.
_OTHER: Final = re.compile(
    r"(?:(?:mejor|dame|deme|quiero|quisiera|ponme|prefiero|me llevo|echame|agregame|va) )*"
    r"(?:el|la|los|las) otr[oa]s?(?: (?:opcion|modelo|variante))?(?: (?:mejor|nomas|entonces))*"
)
_THERE_ARE: Final = re.compile(r"(?<=\w) que (?:teng\w+|haya|hay)$")
_BOTH: Final = re.compile(r"\bl[oa]s (?:dos|tres|2|3)$")
_ALL: Final = re.compile(
    r"(?:(?:dame|deme|ponme|agrega\w*|me llevo|quiero|mandame|echame) )?"
    r"(?:tod[oa]s|(?:tod[oa]s )?(?:l[oa]s )?que (?:haya|hay|teng\w+|tien\w+|qued\w+))"
    r"(?: l[oa]s que (?:haya|hay|teng\w+|tien\w+|qued\w+))?"
)
_UNDO: Final = re.compile(
    r"\b(?:desha[zc]\w*|deshag\w+|reviert\w*|revert\w*|arrepent\w+)\b"
    r"|\b(?:dej|queda?)\w* (?:todo )?(?:como|igual que) (?:estaba\w*|antes)\b"
    r"|\b(?:regres|volv|vuelv|devuelv)\w* (?:a )?(?:como estaba\w*|lo (?:ultimo|anterior)|"
    r"(?:poner|meter|agregar|anadir)\w*)\b"
    r"|\b(?:pon|met|agreg)\w* (?:otra vez|de (?:nuevo|vuelta))\b"
    r"|\b(?:otra vez|de nuevo|de vuelta) (?:pon|met|agreg)\w*"
    r"|\b(?:cancel|anul|borr|quit|olvid|sac)\w* (?:lo|eso) (?:ultimo|que (?:acab|hic)\w*)\b"
    r"|\bsiempre si (?:l[aeo]s? )?(?:quiero|dej\w+)\b"
)
_UNDONE: Final = frozenset(
    "ultimo cambio cambios anterior antes estaba estaban vuelta nuevo acabas acabo hiciste "
    "hacer hice he arrepentido arrepentida arrepenti arrepiento deshaz deshacer deshace "
    "deshacelo deshagalo "
    "vuelve volver regresa regresalo siempre cancela cancelar anula anular olvida".split()
)
# "Era al revés": of two lines each shall have the number of the other.
_REVERSE: Final = re.compile(
    r"(?:(?:es|era|son|eran|seria|quise decir|queria|lo queria|los queria|las queria|mejor|pero|"
    r"ponl[oa]s|cambial[oa]s|lo pedi|las cantidades|los numeros|todo|estan?|van|no)\b ?)*"
    r"(?:al ?reves|a la inversa|viceversa|invertid[oa]s?)(?: por favor)?"
)
_MOST_WORDS: Final = 9


# Beside "me arrepentí": another wish, and no undoing of what was done.
_ELSE: Final = re.compile(
    r"\b(?:no|nada|mejor (?!no\b|dej)|cancel\w*|pedido|"
    r"quiero (?!desh|volver|que l[oa] desh)|todo (?!como))"
)
_TAKEN_BACK: Final = re.compile(
    r"^(?:(?:ay|uy|oye|no|perdon|espera|mejor|ups)\b[ ,.]*)+|\bsiempre si (?:l[aeo]s? )?quiero\b"
    r"|\b(?:cancel|anul)\w* (?:lo|eso|el) (?:ultimo|que|cambio)\b"
)


@dataclass(frozen=True, slots=True)
class Amend:
    """What shall become of the product in question. quantity: None where none is said.

    text: the words that say which colour or size.
    """

    kind: Kind
    quantity: int | None = None
    text: str = ""


def amends(text: str) -> Amend | None:
    """Read what a text changes about the thing in question; None where it names another."""
    if undoes(text):
        return Amend("undo")
    refused = refusal(text)
    if refused.what:
        # "No son 2, son 3": what stands beside the refusal is the change.
        text = f"no, {refused.after}" if refused.after else refused.rest
    return None if postpones(text) else _read(text)


def _read(text: str) -> Amend | None:
    whole = fold(expand_abbreviations(text))
    said = _THERE_ARE.sub("", core(text).replace(" en total", ""))
    if kind := _set_phrase(text, said, whole):
        return Amend(kind)
    colours = only_colours(said)
    names = bool(content(said)) and not colours
    if not said or _asks(said, whole) or names or exchange(text) is not None:
        return None
    if rank_in(said):
        besides = _BESIDES.search(said.replace(" mas", ""))
        kind = "another" if besides else "swap"
        return None if _OUT.search(whole) else Amend(kind, None, said)
    # "Otra de 32": a number that counts nothing says which.
    loose = set(filter(str.isdecimal, words(said))) - {str(count(said))}
    if colours or parse_size(said) or loose:
        return _variant(said, whole)
    return _amount(said, whole)


def _set_phrase(text: str, said: str, whole: str) -> Kind | None:
    """Read the changes that are said in words of their own: "todos", "al revés"."""
    if _REVERSE.fullmatch(core(text)):
        return "reverse"
    if _ALL.fullmatch(core(text)):
        return "all"
    return "other" if _OTHER.fullmatch(said) and _corrects(whole) else None


def _asks(said: str, whole: str) -> bool:
    """Whether it is a question, or says more than a change: "el otro color ¿cuál es?"."""
    long = len(words(said)) > _MOST_WORDS
    return long or bool(_ASKS.search(said) or _INQUIRES.search(whole))


def sets_anew(text: str) -> bool:
    """Whether a text says how many there shall be, not how many more: "que sean 2 gorras"."""
    folded = fold(expand_abbreviations(text))
    if exchange(text) is not None:
        return False
    anew = bool(_NEW.search(folded)) and not _BESIDES.search(folded) and not _OUT.search(folded)
    return anew and "?" not in folded and count(folded) is not None


def says_only(text: str) -> bool:
    """Whether a text says that nothing else shall stay: "dejame solo la negra"."""
    return bool(_KEEP.search(fold(text)))


def undoes(text: str) -> bool:
    """Whether a text takes back the last change: "deshaz lo último", "déjalo como estaba"."""
    folded = fold(expand_abbreviations(text))
    named = [word for word in content(folded) if word not in _UNDONE | TALK]
    if "?" in folded or not _UNDO.search(folded) or named:
        return False
    # "Me arrepentí, mejor 2", "siempre sí quiero la roja", "vuelve a agregar 2": more is said.
    tells = parse_colours(folded) or parse_size(folded) or count(folded) is not None
    return not (tells or _ELSE.search(_TAKEN_BACK.sub(" ", folded)))


def _variant(said: str, whole: str) -> Amend | None:
    """A colour or size: in the place of what there is, or besides it."""
    quantity = count(said)
    # "Mejor 27" says which, never how many.
    quantity = None if str(quantity) == parse_size(said) else quantity
    if _OUT.search(whole):
        return None
    if _BESIDES.search(said) or (_MORE.search(said) and not _corrects(whole)):
        return Amend("another", quantity or 1, said)
    if _corrects(whole):
        # "Solo la negra" keeps one of several; "solo 1 negra" says how many of it.
        keeps = quantity is None and _KEEP.search(said)
        return Amend("keep" if keeps else "swap", quantity, said)
    # "Y 1 rojo cereza", "una en M": one more of the same, in another variant.
    began = whole.startswith(("y ", "e ")) or quantity is not None
    return Amend("another", quantity or 1, said) if began else None


def _amount(said: str, whole: str) -> Amend | None:
    """How many: more, fewer, or exactly so many."""
    quantity = count(said)
    if _BOTH.search(said) or _ANOTHER_THING.search(said):
        # "Al final los dos" speaks of two things, not of two pieces.
        return None
    if quantity is not None and _LESS.search(said) and not _NEW.search(said):
        return Amend("less", quantity)
    if _OUT.search(said) or _OTHER.fullmatch(said):
        # "La otra" is another one, not one more.
        return None
    besides = bool(_BESIDES.search(said.replace("nada mas", "nomas")))
    if quantity is not None and _corrects(whole) and not besides:
        return Amend("set", quantity)
    if besides and (quantity or re.search(r"\b(?:otr[oa]|una? mas|sum\w+)\b", said)):
        return Amend("more", quantity or 1)
    return None


def _corrects(whole: str) -> bool:
    return bool(_NEW.search(whole)) or bool(
        re.match(r"(?:no|ay|uy|ups|perdon\w*|disculp\w+|espera\w*)\b", whole)
    )
