"""A customer's text as demands that filter and words that rank."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, Literal

from index.currency import to_minor
from index.fillers import is_filler
from index.filters.against import unwanted_words
from index.filters.kinds import asked_kind, wants_power
from index.filters.limits import Bound, asked_measures, limit_words
from index.filters.measures import Measure, unit_words
from index.filters.plainly import plainly
from index.terms import STOPWORDS, cut, singular, undiminished
from index.types import Filters
from index.weights import STORY
from nlu.text import (
    PriceRange,
    expand_abbreviations,
    fold,
    parse_colours,
    parse_number,
    parse_price_range,
    parse_size,
)
from nlu.text.goods import WORN
from nlu.text.wordset import wordset

Order = Literal["cheap", "dear"]
Key = tuple[str, ...]

_CHEAP: Final = re.compile(r"\b(?:barat\w+|economic\w+|accesibles?|buen precio|cheap\w*)")
_DEAR: Final = re.compile(r"\b(?:mas car[oa]s?|gama alta)\b")
_OFFER: Final = re.compile(r"\b(?:en )?(?:ofertas?|rebaj\w+|descuentos?|promo\w*|liquidacion)\b")
# "Soy bien blanca", "tengo el pelo negro": how people look is no demand.
_THEMSELVES: Final = re.compile(
    r"\b(?:soy|somos|(?:mi|el|tengo el|de) (?:pelo|cabello)(?: es)?)"
    r"(?: (?:bien|muy|medio|tan))? \w+",
    re.IGNORECASE,
)
# "De chica" is for whom it is, "bolsa chica" its size.
_SOMEBODY: Final = re.compile(r"\b(?:de|para)(?: una?)? chic[oa]s?\b", re.IGNORECASE)
_THING_OF: Final = wordset("de del con para sabor aroma a olor")
_SHADES: Final = wordset(
    "claro clara claros claras oscuro oscura oscuros oscuras marino militar cielo olivo oliva agua "
    "rey palo pastel mexicano celeste turquesa quemado fuerte"
)
_SIZED: Final = wordset(
    "chico chica chicos chicas mediano mediana medianos medianas grande grandes pequeno pequena"
)
_BEDDING: Final = wordset(
    "cama camas sabana sabanas colchon colchones cobija cobijas edredon edredones colcha colchas "
    "cobertor frazada manta bed sheets"
)
# Sizes of beds by country: a "cama doble" of Colombia is matrimonial.
_BEDS: Final = {
    "individual": "sencilla sencillo twin gemela unipersonal",
    "matrimonial": "doble full bipersonal",
    "queen": "queensize",
    "king": "kingsize",
}
# Sizes with fewer letters ("M", "CH") are read by parse_size alone.
_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Known:
    """Names that this catalog uses, by their folded words: brands, sizes and colours.

    kinds: its categories, by their terms.
    """

    brands: Mapping[Key, str] = field(default_factory=dict[Key, str])
    sizes: Mapping[Key, str] = field(default_factory=dict[Key, str])
    colours: Mapping[Key, str] = field(default_factory=dict[Key, str])
    kinds: Collection[Key] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is searched: demands, the words left to rank by, and the order that was asked for.

    read: the demands as the text says them; filters: with those given by the caller.
    measures, bounds of measures, and about, a size in words ("grande"): which variant is meant,
    demanded of none. unwanted: words of what it must not be.
    kind: the category that anything of is wanted; power: whether it must run on electricity.
    """

    filters: Filters
    words: tuple[str, ...]
    read: Filters = Filters()
    order: Order | None = None
    offer: bool = False
    measures: frozenset[Measure] = frozenset()
    about: str | None = None
    bounds: frozenset[Bound] = frozenset()
    unwanted: frozenset[str] = frozenset()
    kind: Key | None = None
    power: bool = False


def read_wish(text: str, known: Known, currency: str, given: Filters = Filters()) -> Wish:
    """Read price (major units of the currency), size, colours, brand and order out of a text.

    Demands in `given` win over those of the text.
    """
    written = plainly(expand_abbreviations(text))
    limits, sequence = parse_price_range(written), cut(written)
    colours = parse_colours(_THEMSELVES.sub(" ", written)) or _own_colour(sequence, known.colours)
    brand, brand_words = _named(sequence, known.brands)
    own, own_words = _sized(sequence, known.sizes)
    impersonal = _SOMEBODY.sub(" ", written)
    size = own or parse_size(impersonal)
    folded = fold(written)
    filters = Filters(
        colours=colours,
        size=size,
        brand=brand,
        least=_minor(limits.minimum, currency) if limits else None,
        most=_minor(limits.maximum, currency) if limits else None,
    )
    spent = set(own_words) | _spent(sequence, colours, size, limits)
    if len(sequence) >= STORY:
        # "Pesa como 7 kilos": by its measures a variant is picked; in a story they name no thing.
        spent |= unit_words(sequence)
    unwanted = unwanted_words(sequence)
    kind, kind_words = asked_kind(sequence, known.kinds)
    spent |= limit_words(written) | unwanted | kind_words
    words = tuple(word for word in content(sequence) if word not in spent)
    if set(words) <= set(brand_words):
        words = ()
    demands = override(filters, given)
    offer = bool(_OFFER.search(folded))
    sizes = (parse_size(f"talla {word}") for word in cut(impersonal) if word in _SIZED)
    about = next(sizes, None)
    asked, bounds = asked_measures(written)
    if limits:
        # A bare number is the price's.
        asked = frozenset(one for one in asked if one[1])
    order, power = _order(folded), wants_power(sequence)
    return Wish(demands, words, filters, order, offer, asked, about, bounds, unwanted, kind, power)


def plain_wish(text: str, filters: Filters) -> Wish:
    """Take a text as words alone, with demands that were read elsewhere."""
    return Wish(filters, content(cut(text)))


def content(sequence: Sequence[str]) -> tuple[str, ...]:
    """Return the words that may name or describe a product, in order."""
    return tuple(word for word in sequence if word not in STOPWORDS and not is_filler(word))


def override(read: Filters, given: Filters) -> Filters:
    """Join demands: what was given wins over what was read from the text."""
    return replace(
        given,
        colours=given.colours or read.colours,
        size=given.size or read.size,
        brand=given.brand or read.brand,
        least=read.least if given.least is None else given.least,
        most=read.most if given.most is None else given.most,
    )


def _minor(major: Decimal | None, currency: str) -> int | None:
    return None if major is None else to_minor(major, currency)


def _order(folded: str) -> Order | None:
    if _CHEAP.search(folded):
        return "cheap"
    return "dear" if _DEAR.search(folded) else None


def _named(sequence: Sequence[str], names: Mapping[Key, str]) -> tuple[str | None, Key]:
    """Find the longest of the catalog's own names that stands in the text."""
    longest = max(map(len, names), default=0)
    for length in range(min(longest, len(sequence)), 0, -1):
        for start in range(len(sequence) - length + 1):
            key = tuple(sequence[start : start + length])
            if key in names:
                return names[key], key
    return None, ()


def _sized(sequence: Sequence[str], names: Mapping[Key, str]) -> tuple[str | None, Key]:
    """Find one of the catalog's own sizes: "matrimoniales", "king" of "king size".

    A bare number is one only beside something worn: "regalo para niño de 6 años" has no size.
    """
    if not WORN & set(sequence):
        names = {key: name for key, name in names.items() if not "".join(key).isdigit()}
    if _BEDDING & set(sequence):
        names = {**dict(_also(names)), **names}
    exact = _named(sequence, names)
    if exact[0] or not names:
        return exact
    short = {tuple(word for word in key if word != "size"): name for key, name in names.items()}
    named = {key: name for key, name in short.items() if key and key[0].isalpha()}
    one = [singular(word) for word in sequence]
    found, key = _named(one, {key: name for key, name in named.items() if len(key[0]) > _LETTERS})
    return found, tuple(word for word in sequence if singular(word) in key)


def _also(names: Mapping[Key, str]) -> Iterator[tuple[Key, str]]:
    """Yield what a catalog's sizes of beds are called elsewhere, unless it calls another so."""
    for key, name in names.items():
        for word in _BEDS.get(" ".join(key), "").split():
            if (word,) not in names:
                yield (word,), name


def _own_colour(sequence: Sequence[str], names: Mapping[Key, str]) -> tuple[str, ...]:
    """Read a colour that this shop's products come in: "termo rosa", "cinturón café".

    Such words name things too, so one that opens the text or follows "de" is not a colour.
    """
    for length in (2, 1):
        for start in range(1, len(sequence) - length + 1):
            key = tuple(sequence[start : start + length])
            if sequence[start - 1] not in _THING_OF and (key in names or _small_colour(key)):
                return parse_colours(f"color {' '.join(key)}") or (names[key],)
    return ()


def _small_colour(key: Key) -> bool:
    """Whether one word is a colour made small ("rosita"), as hardly any thing's name is."""
    return len(key) == 1 and bool(undiminished(key[0]) and parse_colours(f"color {key[0]}"))


def _spent(
    sequence: Sequence[str], colours: Collection[str], size: str | None, limits: PriceRange | None
) -> set[str]:
    """The words that said colour, size and price."""
    spent = {word for word in sequence if limits and _priced(word, limits)}
    if size:
        spent |= {word for word in sequence if parse_size(f"talla {word}") == size}
    return spent | (_colour_words(sequence, set(colours)) if colours else set())


def _colour_words(sequence: Sequence[str], colours: set[str]) -> set[str]:
    """The words that said these colours: "azul" and "marino", "rojas", "verde" and "militar"."""
    spent: set[str] = set()
    for before, word, after in zip(["", *sequence], sequence, [*sequence[1:], ""], strict=False):
        said = set(parse_colours(f"color {word}"))
        paired = said | set(parse_colours(f"color {word} {after}"))
        if (said and paired & colours) or (before in spent and word in _SHADES):
            spent.add(word)
    return spent


def _priced(word: str, limits: PriceRange) -> bool:
    value = parse_number(word)
    if value is None:
        return False
    low, high = limits.minimum or Decimal(0), limits.maximum or limits.minimum or Decimal(0)
    return not word[0].isdigit() or any(
        low <= value * scale <= high or value * scale in (low, high) for scale in (1, 1000)
    )
