"""Which of the products in sight a text means: by place, price, name, colour or size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from actions.shop.matching import has_colour, has_size
from actions.shop.product import Product
from actions.shop.vocabulary import content, is_filler, names_kind, stem, stems
from nlu.text import fold, parse_colours, parse_number, parse_ordinal, parse_size, words

_EVERY: Final = {"dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "todos": 0, "todas": 0}
# "Uno de cada uno" of what was shown; "uno de cada color" is about one product.
_EACH: Final = re.compile(r"\b(?:de )?cada un[oa]\b|\bun[oa] de cada(?! (?:colou?r|tall|modelo))\b")
_ONE_AND_ONE: Final = re.compile(r"\bun[oa] y (?:un[oa]|otr[oa])\b(?! de)")
_TAIL: Final = frozenset(
    "entonces porfa por favor porfis pues pe va quiero llevo gracias nomas mejor si po ya".split()
)
_MANY: Final = r"dos|tres|cuatro|cinco|[2-9]"
_ENDS: Final = re.compile(
    rf"\bl[oa]s (?:(?P<before>{_MANY}) (?P<end>primer[oa]s|ultim[oa]s)|"
    rf"(?P<start>primer[oa]s|ultim[oa]s) (?P<behind>{_MANY}))\b"
)
_CHEAPEST: Final = re.compile(
    r"\bmas (?:barat[oa]s?|economic[oa]s?|baratit[oa]s?)\b|\bmenor precio\b"
)
_THE_MOST: Final = re.compile(
    r"\b(?:el|la) (?:de )?(?:mas (?:barat|baratit|econom|car)|menor precio)"
)
_DEAREST: Final = re.compile(r"\bmas car[oa]s?\b|\bmayor precio\b")
_OTHER: Final = re.compile(r"\b(?:el|la) otr[oa]\b")
_IN: Final = re.compile(r"\b(?:lo|la|los|las|ese|esa|viene|vienen|hay)\b.*\ben (?:color )?(\w+)")
_AT_LAST: Final = re.compile(r"\b(?:al|a la) final\b")
_ALL_OF: Final = re.compile(r"\btod[oa]s l[oa]s \w{3}|\bamb[oa]s \w{3}")
_SO_MANY: Final = re.compile(rf"\bl[oa]s ({_MANY}) [a-z]{{3}}")
_PRICED: Final = re.compile(r"\b(?:el|la|los|las) (?:de|que cuestan?|que valen?) (?:a )?(.+)")


PriceEnd = Literal["lowest", "highest"]


@dataclass(frozen=True, slots=True)
class Pick:
    """What a text picks. sure: all of them are meant; otherwise one of them is.

    described: the text's own words chose (not only "ese" or nothing at all).
    """

    products: tuple[Product, ...]
    sure: bool
    described: bool = True

    @property
    def first(self) -> Product:
        """The first of them."""
        return self.products[0]


def pick(
    text: str, among: Sequence[Product], focus: str | None = None, *, strict: bool = True
) -> Pick | None:
    """Choose among products in the order they were shown.

    focus: the SKU talked about last, for "ese" and "el otro". strict: a word that names
    none of them means something else, so nothing is picked (orders); questions are not
    strict: "¿de qué material es?" names a fact, not another product.
    """
    if not among:
        return None
    found = _everyone(text, among) or _ends(text, among) or _placed(text, among)
    found = found or _extreme(text, among) or _other(text, among, focus)
    if found:
        return Pick(found, sure=True)
    if _says_other(text) and any(one.sku == focus for one in among):
        # "La otra" may be any of several, but not the one talked about.
        others = tuple(one for one in among if one.sku != focus)
        return Pick(others, sure=False) if others else None
    if _in_looks(text) and any(one.sku == focus for one in among):
        # "¿Lo tienen en blanco?" asks of the one talked about, not which of these is white.
        return _pointed(among, focus)
    described = _described(text, among)
    if described:
        return Pick(described, sure=len(described) == 1 or _says_all(text, len(described)))
    if place_in(text) is not None or _price(text) is not None:
        # "El tercero" of two, "el de 80" that nothing costs: not whatever happens to be there.
        return Pick(tuple(among), sure=False, described=False)
    return None if strict and content(text) else _pointed(among, focus)


def _ends(text: str, among: Sequence[Product]) -> tuple[Product, ...]:
    """Several from one end: "los dos primeros", "las últimas 3"."""
    found = _ENDS.search(fold(text))
    if found is None:
        return ()
    count = int(parse_number(found["before"] or found["behind"] or "") or 0)
    first = (found["end"] or found["start"]).startswith("prim")
    if not 2 <= count <= len(among):
        return ()
    return tuple(among[:count] if first else among[-count:])


def _everyone(text: str, among: Sequence[Product]) -> tuple[Product, ...]:
    """Take "los dos", "ambas" or "todos" for everything in sight, where the number fits."""
    folded = words(text)
    if _ONE_AND_ONE.search(fold(text)):
        return tuple(among) if len(among) == 2 else ()
    if _EACH.search(fold(text)):
        return tuple(among) if len(among) > 1 else ()
    if {"ambos", "ambas"} & set(folded):
        return tuple(among) if len(among) == 2 else ()
    for position, word in enumerate(folded):
        told = folded[position - 1] in {"los", "las"} if position else False
        ends = set(folded[position + 1 :]) <= _TAIL
        if word in {"todos", "todas"} or (told and word in _EVERY and ends):
            return tuple(among) if _EVERY[word] in {0, len(among)} else ()
    return ()


def _placed(text: str, among: Sequence[Product]) -> tuple[Product, ...]:
    """By ordinals: "el segundo", "el primero y el último"."""
    chosen: dict[str, Product] = {}
    for piece in re.split(r",| y ", fold(text)):
        place = place_in(piece)
        if place is not None and -len(among) <= place <= len(among):
            product = among[place - 1 if place > 0 else place]
            chosen[product.sku] = product
    return tuple(chosen.values())


def place_in(text: str) -> int | None:
    """Return the place a text points at; "al final" tells a decision, not a place."""
    return parse_ordinal(_AT_LAST.sub(" ", fold(text)))


def names_extreme(text: str) -> bool:
    """Whether a text points at one by its price: "el más barato", not "más baratos"."""
    return bool(_THE_MOST.search(fold(text)))


def price_end(text: str) -> PriceEnd | None:
    """Return the end of the prices that a text chooses by: "la más barata" is the lowest."""
    folded = fold(text)
    if _CHEAPEST.search(folded):
        return "lowest"
    return "highest" if _DEAREST.search(folded) else None


def _extreme(text: str, among: Sequence[Product]) -> tuple[Product, ...]:
    """By price, of those that the other words describe: "el más barato de los negros"."""
    end = price_end(text)
    if end is None:
        return ()
    kept = _described(text, among)
    if not kept and content(text):
        return ()
    best = min if end == "lowest" else max
    return (best(kept or among, key=_amount),)


def _amount(product: Product) -> int:
    return product.pays.amount


def _other(text: str, among: Sequence[Product], focus: str | None) -> tuple[Product, ...]:
    if not _OTHER.search(fold(text)) or focus is None:
        return ()
    others = tuple(product for product in among if product.sku != focus)
    return others if len(others) == 1 and len(among) == 2 else ()


def _says_other(text: str) -> bool:
    named = content(text) or parse_colours(text) or parse_size(text)
    return bool(_OTHER.search(fold(text))) and not named


def _in_looks(text: str) -> bool:
    """Whether a colour is asked of what is spoken of: "¿lo tienen en blanco?"."""
    found = _IN.search(fold(text))
    return found is not None and bool(parse_colours(f"color {found[1]}")) and not content(text)


def _described(text: str, among: Sequence[Product]) -> tuple[Product, ...]:
    """By name, then colour, then size, then price; each narrows where it fits any."""
    things = content(text) or _named(text, among)
    kept = _closest(text, _by_name(things, among)) if things else tuple(among)
    if not kept:
        return ()
    colours, size, price = parse_colours(text), parse_size(text), _price(text)
    if colours:
        kept = tuple(one for one in kept if has_colour(one, colours)) or kept
    if size is not None:
        kept = tuple(one for one in kept if has_size(one, size)) or kept
    if price is not None:
        kept = tuple(one for one in kept if one.pays.major == price) or kept
    return kept if things or len(kept) < len(among) else ()


def _by_name(things: Sequence[str], among: Sequence[Product]) -> tuple[Product, ...]:
    """Those whose name holds most of the words, and the first of them at least."""
    scored = [(_score(things, product), product) for product in among]
    best = max(score for score, _ in scored)
    return tuple(product for score, product in scored if score == best) if best else ()


def _named(text: str, among: Sequence[Product]) -> tuple[str, ...]:
    """Words that a colour or size could claim, but that name a product here: "la crema"."""
    own = {word for product in among for word in stems(product.name)}
    return tuple(word for word in words(text) if not is_filler(word) and stem(word) in own)


def _closest(text: str, kept: tuple[Product, ...]) -> tuple[Product, ...]:
    """Of equals those with more of the words that may also be a size or a colour: "grande"."""
    telling = {stem(word) for word in words(text) if not is_filler(word)}
    # "El ventilador" is the fan, not what has one in its name.
    kinds = tuple(one for one in kept if names_kind(text, one.name))
    kept = kinds or kept
    scores = [len(telling & stems(product.name)) for product in kept]
    return tuple(
        one for one, score in zip(kept, scores, strict=True) if score == max(scores, default=0)
    )


def _score(things: Sequence[str], product: Product) -> int:
    own = stems(f"{product.name} {product.brand} {product.options}")
    hits = [stem(thing) in own for thing in things]
    # In Spanish the noun comes first: "licuadora de vaso" does not mean a "vaso térmico".
    return sum(hits) if hits[0] or all(hits[1:] or [False]) else 0


def _says_all(text: str, count: int) -> bool:
    """Whether a text means every one of them: "los dos termos", "todas las playeras"."""
    folded = fold(text)
    if _ALL_OF.search(folded):
        return True
    told = _SO_MANY.search(folded)
    return told is not None and parse_number(told[1]) == count


def looks_else(text: str, product: Product) -> bool:
    """Whether a text names a colour or size that the product has not: a line that is not meant."""
    colours, size = parse_colours(text), parse_size(text)
    if colours and not has_colour(product, colours):
        return True
    return size is not None and bool(product.size) and not has_size(product, size)


def _price(text: str) -> Decimal | None:
    found = _PRICED.search(fold(text))
    return parse_number(found.group(1)) if found else None


def _pointed(among: Sequence[Product], focus: str | None) -> Pick:
    """With "ese" or no word at all: the product in focus, the only one, or a question."""
    focused = tuple(product for product in among if product.sku == focus)
    if focused or len(among) == 1:
        return Pick(focused or tuple(among), sure=True, described=False)
    return Pick(tuple(among), sure=False, described=False)
