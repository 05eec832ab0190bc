"""From a product with variants to exactly one of them, or to what is still missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from actions.shop.matching import has_colour, has_size
from actions.shop.product import Product, sellable
from actions.shop.rank import Rank, by_rank, rank_in
from actions.shop.units import tells_value
from actions.shop.vocabulary import named, stems
from nlu.text import expand_abbreviations, fold, parse_colours, parse_quantity, parse_size, words
from nlu.text.refusing import refusal

COLOUR: Final = "color"
SIZE: Final = "talla"
# "Un par de 2 kilos": the two are no count.
_COLLECTIVE: Final = re.compile(r"\b(?:un|otro|el) par(?: de)?\b|\b(?:media|una) docena(?: de)?\b")
_SIZE_WORDS: Final = frozenset(
    "chico chica chicos chicas mediano mediana medianos medianas grande grandes".split()
)


@dataclass(frozen=True, slots=True)
class Wants:
    """What a text demands of a variant: canonical colours and size, and its folded words.

    numbers: those words that are numbers and do not say how many. rank: "la más grande".
    without: colours that it shall not have.
    """

    colours: tuple[str, ...] = ()
    size: str | None = None
    said: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    rank: Rank | None = None
    without: tuple[str, ...] = ()


def wants(text: str) -> Wants:
    """Read what a text demands of a variant."""
    refused = refusal(text)
    said_no = " ".join((*refused.looks, *refused.what))
    # What is refused chooses nothing: "la M que no sea blanca" is any other M.
    written = refused.rest if said_no else expand_abbreviations(text)
    # "Termos rosas", "oso café" speak of colours only where the product has them.
    said = frozenset(words(written)) | stems(written)
    counted = parse_quantity(_COLLECTIVE.sub(" ", fold(written)))
    numbers = frozenset(filter(str.isdecimal, said)) - {str(counted)}
    colours, size = parse_colours(written), parse_size(written)
    if counted is not None and not tells_value(written, counted, [str(counted)]):
        # "27 pares": a number that surely counts is no size as well.
        said -= {str(counted)}
    without = parse_colours(f"color {said_no}") if said_no else ()
    return Wants(colours, size, said, numbers, rank_in(written), without)


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome. one: exactly the variant that is meant and can be sold.

    Without it: left are the sellable variants to choose from, missing names what tells
    them apart; gone is the variant that was asked for but cannot be sold; unmatched says
    that no variant is as the text demands (left then holds what there is).
    """

    one: Product | None = None
    left: tuple[Product, ...] = ()
    missing: tuple[str, ...] = ()
    gone: Product | None = None
    unmatched: bool = False


def settle(
    variants: Sequence[Product],
    demands: Wants,
    *,
    seen: Product | None = None,
    exact: bool = False,
    size: str | None = None,
) -> Settled:
    """Find the one variant that is meant.

    seen: the variant the customer looked at; its colour counts as chosen where none is
    named. exact: it was pointed at as itself. size: the size looked for in the search.
    """
    if seen is not None and (exact or len(variants) <= 1) and _fits(seen, variants, demands):
        return _only(seen, variants)
    fitting = _fitting(variants, demands)
    if not fitting:
        return Settled(left=_near(variants, demands), unmatched=True)
    fitting = _as_seen(fitting, demands, seen)
    if size is not None and demands.size is None:
        fitting = tuple(v for v in fitting if has_size(v, size)) or fitting
    left = _sellable(fitting)
    if demands.rank is not None and demands.size is None and len(left) > 1:
        left = fitting = tuple(by_rank(demands.rank, left)) or left
    if not left:
        return Settled(left=_sellable(variants), gone=fitting[0])
    return _decided(left, fitting)


def apart(variants: Sequence[Product]) -> tuple[str, ...]:
    """Name what tells the variants from each other: ("color", "talla", "Capacidad")."""
    names = dict.fromkeys(name for variant in variants for name in values(variant))
    return tuple(
        name for name in names if len({values(variant).get(name) for variant in variants}) > 1
    )


def values(product: Product) -> dict[str, str]:
    """Return the product's options by name, without the empty ones."""
    pairs = ((COLOUR, product.colour), (SIZE, product.size), *product.variant)
    return {name: value for name, value in pairs if value}


def _near(variants: Sequence[Product], demands: Wants) -> tuple[Product, ...]:
    """What there is at least in the colour or in the size demanded; else whatever there is."""
    there = _sellable(variants)
    if not (demands.colours and demands.size):
        return there
    coloured = [v for v in there if has_colour(v, demands.colours)]
    sized = [v for v in there if has_size(v, demands.size) and v not in coloured]
    return _or_all((*coloured, *sized), there)


def nearest(gone: Product, there: Sequence[Product]) -> tuple[Product, ...]:
    """Of what there is, what comes nearest to a variant that is gone: its colour, its size."""
    same = [one for one in there if gone.colour and one.colour == gone.colour]
    sized = [one for one in there if gone.size and one.size == gone.size and one not in same]
    return _or_all((*same, *sized), there)


def _or_all(near: tuple[Product, ...], there: Sequence[Product]) -> tuple[Product, ...]:
    """The near ones where there is a choice of them; else all, the near one first."""
    return near if len(near) > 1 else (*near, *(one for one in there if one not in near))


def _only(seen: Product, variants: Sequence[Product]) -> Settled:
    if sellable(seen):
        return Settled(one=seen, left=(seen,))
    return Settled(left=_sellable(variants), gone=seen)


def _decided(left: tuple[Product, ...], fitting: Sequence[Product]) -> Settled:
    if len(left) == 1 and not apart(fitting):
        return Settled(one=left[0], left=left)
    # One left in stock of several that fit is told and confirmed, not just taken.
    return Settled(left=left, missing=apart(left) or apart(fitting))


def _as_seen(
    fitting: tuple[Product, ...], demands: Wants, seen: Product | None
) -> tuple[Product, ...]:
    if seen is None or demands.colours:
        return fitting
    return tuple(v for v in fitting if v.colour == seen.colour) or fitting


def _sellable(variants: Sequence[Product]) -> tuple[Product, ...]:
    return tuple(variant for variant in variants if sellable(variant))


def _fits(seen: Product, variants: Sequence[Product], demands: Wants) -> bool:
    fitting = _fitting(variants, demands)
    return not variants or seen.sku in {variant.sku for variant in fitting}


def _fitting(variants: Sequence[Product], demands: Wants) -> tuple[Product, ...]:
    kept = tuple(v for v in variants if not (demands.without and has_colour(v, demands.without)))
    if demands.colours:
        kept = tuple(v for v in kept if has_colour(v, demands.colours))
    if demands.size is not None and not _is_style(kept, demands):
        kept = tuple(v for v in kept if has_size(v, demands.size))
    else:
        kept = _worded(kept, demands.said)
    for name in apart(kept):
        kept = _spelt(kept, name, demands)
    return kept


def _is_style(kept: tuple[Product, ...], demands: Wants) -> bool:
    """Whether the word for a size names a style of what has no sizes: "cuadro chico"."""
    if any(one.size for one in kept):
        return False
    told = {word for one in kept for _, value in one.variant for word in words(value)}
    return bool(told & demands.said & _SIZE_WORDS) or bool(told & demands.numbers)


def _worded(kept: tuple[Product, ...], said: frozenset[str]) -> tuple[Product, ...]:
    """Of what comes in letters: "la grande" of M and G, where no word says that it is a size."""
    sizes = {parse_size(f"talla {word}") for word in said & _SIZE_WORDS}
    return tuple(v for v in kept if any(size and has_size(v, size) for size in sizes)) or kept


def _spelt(kept: tuple[Product, ...], name: str, demands: Wants) -> tuple[Product, ...]:
    """Keep those whose own value of this option stands in the text: "64 GB", "gris claro"."""
    spelt = [v for v in kept if named(values(v).get(name, ""), demands.said)]
    spelt = spelt or [v for v in kept if _numbered(values(v).get(name, ""), demands.numbers)]
    spelt = spelt or _telling(kept, name, demands.said)
    longest = max((len(values(v)[name].split()) for v in spelt), default=0)
    return tuple(v for v in spelt if len(values(v)[name].split()) == longest) or kept


def _telling(kept: tuple[Product, ...], name: str, said: frozenset[str]) -> list[Product]:
    """Those of whose value a word was said that no other value has: "queen" of "queen size"."""
    told = {value: set(words(value)) for one in kept if (value := values(one).get(name))}
    own = {
        value: {
            word for word in mine if len(word) > 3 and sum(word in w for w in told.values()) == 1
        }
        for value, mine in told.items()
    }
    return [one for one in kept if own.get(values(one).get(name, ""), set()) & said]


def _numbered(value: str, numbers: frozenset[str]) -> bool:
    """Whether a number stands for a value with a unit: "el de 24" is the pan of "24 cm"."""
    told = [word for word in words(value) if word.isdecimal()]
    return len(told) == 1 and told[0] in numbers


def told_apart(family: Sequence[Product]) -> list[Product]:
    """Return the variants of one product so that each can be told from its siblings.

    Where colour and size do not do it, the facts in which they differ become their
    `variant`: two memory sticks of 32 and 64 GB. What a catalog says itself stays.
    """
    looks = {(one.colour, one.size) for one in family}
    if len(looks) == len(family) or any(one.variant for one in family):
        return list(family)
    facts = [dict(one.attributes) for one in family]
    differing = {name for one in facts for name in one if len({f.get(name) for f in facts}) > 1}
    return [
        replace(one, variant=tuple(pair for pair in one.attributes if pair[0] in differing))
        for one in family
    ]
