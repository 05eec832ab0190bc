"""What a text wants of a line in the cart: out with it, fewer, or exactly so many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from actions.shop.vocabulary import content, only_colours
from nlu.text import fold, parse_number, parse_quantity, parse_size, words
from nlu.text.refusing import refusal

# Parts that name what was, not what shall be: "en vez de 3", "de las 5 que puse", "no dos".
_WAS: Final = re.compile(
    r"\ben (?:vez|lugar) de (?:las |los )?\w+|\bde l[ao]s \d+\b|\b(?:puse|pedi|tenia|hay) \w+"
    r"|,? no (?:dos|tres|cuatro|cinco|\d+)\b|\bde (?:\d+|dos|tres|cuatro|cinco) (?:a|baja a)\b"
)
# "Deja lo demás" keeps the rest; it says nothing about the line in question.
_REST: Final = re.compile(
    r"(?:\bdej\w+ )?\b(?:el resto|lo demas|l[ao]s? otr[oa]s?|l[ao]s? demas)\b(?: \w+){0,3}"
)
_KEEP: Final = re.compile(
    r"\b(?:solo|solamente|nomas|nada mas|mejor|dej\w+|baj\w+ a|cambi\w+|pon\w*|que sean|"
    r"cantidad|sub\w+ a|corr[ei]g\w+)\b"
)
_ONLY: Final = re.compile(
    r"\b(?:solo|solamente|unicamente|nomas|nada mas)\b|\bquedo con\b|\bdejame (?:el|la|los|las)\b"
)
_OTHERWISE: Final = re.compile(r"\b(?:mejor|cambi\w+|prefiero)\b")
_OUT: Final = re.compile(
    r"\b(?:quit|sac|saqu|borr|elimin|retir|descart)\w*|\bya no\b|\bno quiero\b"
)
# Done to a line of the cart, which a "no" before it forbids.
_TOUCHES: Final = re.compile(
    r"\b(?:quit|sac|saqu|borr|elimin|retir|descart|vaci|cancel|cambi|modific|toqu|baj|sub|agreg|anad|"
    r"sum|ech|pong|met|mand|remov|delet|chang|empt|tir(?:e|ar))\w*"
)
_CLEARS: Final = re.compile(
    r"\b(?:cancel|borr|elimin|quit|vaci|sac)\w*(?: me(?:lo)?)? "
    r"(?:todo|(?:el|mi|todo el) (?:carr\w+|pedido))\b"
    r"(?! (?:menos|excepto|salvo))"
)
_MORE_OF_IT: Final = re.compile(r"^(?:me |le )?(?:quiero |necesito |des )?(?:otr[oa]s?|mas)\W*$")
_COUNTING: Final = frozenset(
    "quiero necesito son eran era es sea sean pedi dije los las piezas pares unidades".split()
)
_VERB: Final = r"\b(?:quit|sac|saqu|borr|elimin|retir|descart|vaci|cancel)\w*"
_REMAINDER: Final = r"(?:todo )?(?:el resto|lo demas|l[ao]s demas|l[ao]s otr[oa]s)"
# "Quita todo menos el labial": what stands behind "menos" stays and all the rest goes.
_ALL_BUT: Final = re.compile(
    rf"(?:{_VERB}|\bno quiero\b).{{0,40}}?\btod[oa]s?\b(?P<of>.{{0,40}}?)"
    r",? (?:menos|excepto|salvo|a excepcion de|que no sean?)\b(?P<kept>.+)"
)
_REST_OUT: Final = re.compile(
    rf"{_VERB} {_REMAINDER}\W+(?:y |pero )?(?:solo |solamente )?"
    rf"(?:dej\w+|quiero|solo)\b(?P<kept>.+)|"
    rf"\b(?:dej\w+|solo) (?P<first>[^,]{{1,80}}?),? (?:y )?{_VERB} {_REMAINDER}\b"
)
# "Cambia la gorra por una blanca" counts nothing: the one is put in the place of the other.
_FOR: Final = re.compile(
    r"\bcambi\w+ (?P<old>.{1,60}?) por (?P<new>(?:un[oa]s?|el|la|los|las|otr[oa]s?|\d+|dos|tres) "
    r"(?!por\b|porf)\w.*)"
)
# "Cámbiame la cobija a beige": only the looks of what is named change.
_LOOKS: Final = re.compile(
    r"\b(?:cambi|pas)\w+ (?P<old>.{2,60}?) (?P<to>al?|en|por|para)"
    r"(?: (?:color|tono|el|la|un[oa]?|de))*(?P<sized> (?:talla|talle|numero|num))?(?: la)? "
    r"(?P<new>[\w.]+(?: [\w.]+){0,3})\W*"
)
# "La negra mejor en gris", "las botas que sean del 27".
_RATHER: Final = re.compile(
    r"(?P<old>\b(?:el|la|los|las|es[ae]s?) [\w ]{2,40}?),? (?:mejor|prefiero|que sean?|"
    r"(?:me )?l[oa]s? (?:quiero|prefiero|cambi\w+|pon\w+)|cambial[oa]s?|ponl[oa]s?) "
    r"(?P<to>en|de|del|a|al)(?P<sized> (?:talla|talle|numero|num))?(?: (?:la|el|color))? "
    r"(?P<new>[\w.]+(?: [\w.]+){0,3})\W*"
)
_OF_CART: Final = frozenset(
    "lo los las el la del de mi carrito que hay productos cosas tengo puse".split()
)
_LESS: Final = re.compile(
    r"\b(?:quit|sac|saqu|borr|elimin|retir)\w* (?:\d+|dos|tres|cuatro|cinco)\b"
)
_ONE_LESS: Final = re.compile(r"\b(?:quit|sac|saqu|borr|elimin|retir)\w* un[oa]?\b(?! cosa)")


@dataclass(frozen=True, slots=True)
class Change:
    """remove: the whole line; less, more: by that many; set: exactly that many.

    keep: this line and none of the others that were spoken of. ask: it does not say what.
    """

    kind: Literal["remove", "less", "more", "set", "keep", "ask"]
    quantity: int = 0


def asked_change(text: str) -> Change:
    """Read the change a text asks for; without any number it is to take the line out."""
    if (but := _all_but(text)) is not None:
        # "Todos los tenis menos los negros" leaves open what becomes of what is no shoe.
        return Change("ask" if but[0] else "keep")
    if exchange(text) is not None:
        return Change("ask")
    if (said := refusal(text)).what and all(_only_counts(one) for one in said.what):
        # "No son 2, son 3": what it is not says nothing of what it shall be.
        if not said.rest:
            return Change("ask")
        text = said.rest
    now = about(text)
    quantity = parse_quantity(now)
    if quantity is not None and (_LESS.search(now) or _ONE_LESS.search(now)):
        return Change("less", quantity)
    if quantity is not None and _sets(now):
        return Change("set", quantity)
    if keeps(text):
        return Change("keep")
    # "Mejor en otro color" says nothing of taking out: nothing may be lost by a guess.
    otherwise = _OTHERWISE.search(now) and not _OUT.search(now)
    return Change("ask") if otherwise else Change("remove")


def takes_out(text: str) -> bool:
    """Whether a text says to take something out."""
    return takes_all_but(text) or bool(_OUT.search(about(text)))


def clears(text: str) -> bool:
    """Whether a text says that nothing at all shall stay: "cancela todo", "vacía el carrito"."""
    return bool(_CLEARS.search(fold(text))) and not spares(text)


def spares(text: str) -> bool:
    """Whether a text only says to leave the cart as it is: "no quites la gorra"."""
    said = refusal(text)
    touched = any(_TOUCHES.search(one) or _MORE_OF_IT.search(one) for one in said.what)
    return touched and not _TOUCHES.search(said.rest)


def _only_counts(refused: str) -> bool:
    """Whether what is refused is but a number of pieces: "quiero 2", "eran dos"."""
    told = [word for word in words(refused) if parse_number(word) is None]
    return parse_quantity(refused) is not None and set(told) <= _COUNTING


def takes_all_but(text: str) -> bool:
    """Whether all of the cart but what the text names shall go: "quita todo menos la taza"."""
    return _all_but(text) is not None


def exchange(text: str) -> tuple[str, str] | None:
    """Return what goes and what comes for it: "cambia los tenis por unos negros"."""
    folded = fold(text)
    found = _FOR.search(folded)
    return (found["old"], found["new"]) if found else _other_looks(folded)


def _other_looks(folded: str) -> tuple[str, str] | None:
    """Return a line and the colour or size it shall have: "la cobija", "color beige"."""
    told = [*_LOOKS.finditer(folded), *_RATHER.finditer(folded)]
    found = next((one for one in told if _names(one["old"])), None)
    if found is None:
        return None
    new = found["new"].strip()
    if only_colours(new):
        return found["old"], f"color {new}"
    # "Cambia los cuadernos a 6" says how many, "los tenis al 28" which.
    sized = found["sized"] or found["to"] in {"al", "del"} or parse_number(new) is None
    size = parse_size(f"talla {new}") if sized and not content(new) else None
    return (found["old"], f"talla {size}") if size else None


def _names(old: str) -> bool:
    return bool(content(old) or only_colours(old) or parse_size(old))


def _all_but(text: str) -> tuple[str, str] | None:
    """Return what narrows "todo", mostly nothing, and what stays; None for another wish."""
    folded = fold(text)
    if found := _ALL_BUT.search(folded):
        of = " ".join(word for word in found["of"].split() if word not in _OF_CART)
        return of, found["kept"].strip()
    found = _REST_OUT.search(folded)
    return ("", (found["kept"] or found["first"]).strip()) if found else None


def keeps(text: str) -> bool:
    """Whether only what the text names shall stay: "no, mejor solo el primero"."""
    now = about(text)
    return bool(_ONLY.search(now)) and not _OUT.search(now) and parse_quantity(now) is None


def about(text: str) -> str:
    """Return the folded text without what stays and without what was.

    Of "quita todo menos la taza" it is what stays, for that is what the text names.
    """
    but = _all_but(text)
    return but[1] if but is not None else _WAS.sub(" ", _REST.sub(" ", fold(text)))


def _sets(now: str) -> bool:
    """Whether the number left is the one wanted: "solo 1", "cambia a 4"."""
    return bool(_KEEP.search(now)) or (not _OUT.search(now) and parse_number(now) is not None)


def after(change: Change, quantity: int) -> int:
    """Return how many are left of a line that holds so many; never below 0."""
    if change.kind == "remove":
        return 0
    if change.kind in {"keep", "ask"}:
        return quantity
    if change.kind == "more":
        return quantity + change.quantity
    return change.quantity if change.kind == "set" else max(0, quantity - change.quantity)
