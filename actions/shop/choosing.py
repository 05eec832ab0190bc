"""Which of the options of a question a text names: by title, looks, place or words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.shop.consent import only
from actions.shop.context import Option, Pending
from actions.shop.matching import colour_fits
from actions.shop.pick import place_in
from actions.shop.rank import rank_in, ranked
from actions.shop.taps import read_tap
from actions.shop.units import tells_value
from actions.shop.vocabulary import content, is_filler, stem
from nlu.text import fold, parse_colours, parse_quantity, parse_size, same_size, words

# Ids that stand for an order (actions.steps.which_order, actions.steps.receipt).
_OF_ORDERS: Final = frozenset(["cxl", "chg", "rcpt"])
# Ids whose choice loses something: "cualquiera" is no answer to them.
_OF_CART: Final = frozenset(["clear", "del"])
_ANY: Final = frozenset("cualquiera igual sea quieras indistinto".split())
_ANY_ALL: Final = _ANY | frozenset("me da lo el la que tu es".split())


def chosen(text: str, pending: Pending) -> str | None:
    """Return one option by its title, value, place, or by words that only it has."""
    if only(text, _ANY_ALL, _ANY, frozenset()) and _is_of_products(pending):
        return pending.options[0].id
    # "2" is the second of some products, but "2 m" of the lengths of a cable.
    late = (_worded, _placed) if pending.kind == "variant" else (_placed, _worded)
    for read in (titled, valued, _ranked, *late, _told_of_order):
        option = read(text, pending.options)
        if option:
            return option
    return None


def _ranked(text: str, options: Sequence[Option]) -> str | None:
    """By comparison: "la más grande" of the sizes on offer."""
    rank = rank_in(text)
    sizes = all(parse_size(f"talla {option.title}") for option in options)
    if rank is None or content(text) or not sizes:
        return None
    size = ranked(rank, [option.title for option in options])
    return _sole([option for option in options if option.title == size])


def titled(text: str, options: Sequence[Option]) -> str | None:
    """By its title, said as it is written."""
    said = words(text)
    return _sole([option for option in options if said and words(option.title) == said])


def valued(text: str, options: Sequence[Option]) -> str | None:
    """By size and colour: "27", "la negra", "la M en azul"; nothing else may be said."""
    if content(text):
        return None
    size, colours = parse_size(text), parse_colours(text)
    fitting = [option for option in options if has_look(option, size, colours)]
    return _sole(fitting) if size or colours else None


def has_look(option: Option, size: str | None, colours: Sequence[str]) -> bool:
    """Whether an option's title is of the size and of one of the colours."""
    parts = [part.strip() for part in option.title.replace("(", ",").rstrip(")").split(",")]
    right_size = size is None or any(same_size(part, size) for part in parts)
    right_colour = not colours or any(colour_fits(part, colours) for part in parts)
    return right_size and right_colour


def _placed(text: str, options: Sequence[Option]) -> str | None:
    """By place: "el segundo", "la última", or its bare number "2"."""
    place = place_in(text)
    said = words(text)
    if place is None and len(said) == 1 and said[0].isdecimal():
        place = int(said[0])
    if place is None or content(text) or parse_colours(text):
        return None
    within = -len(options) <= place <= len(options) and place != 0
    return options[place - 1 if place > 0 else place].id if within else None


def _worded(text: str, options: Sequence[Option]) -> str | None:
    """By words of its title: every word that says something must stand there."""
    telling = [stem(word) for word in words(text) if not is_filler(word) or word[0].isdecimal()]
    quantity = parse_quantity(text)
    if quantity and not tells_value(text, quantity, [option.title for option in options]):
        # "27 pares" says how many.
        telling = [word for word in telling if word != str(quantity)]
    if not telling:
        return None
    owners = [option for option in options if set(telling) <= _title_stems(option)]
    return _sole(owners)


def _told_of_order(text: str, options: Sequence[Option]) -> str | None:
    """One of several orders by what is in it: "el de los tenis"."""
    orders = [one for one in options if (tap := read_tap(one.id)) and tap.verb in _OF_ORDERS]
    telling = {stem(word) for word in content(text)}
    fitting = [one for one in orders if telling <= {stem(word) for word in words(one.description)}]
    return _sole(fitting) if telling else None


def _title_stems(option: Option) -> set[str]:
    return {stem(word) for word in words(fold(option.title))}


def _sole(options: Sequence[Option]) -> str | None:
    return options[0].id if len(options) == 1 else None


def _is_of_products(pending: Pending) -> bool:
    """Whether any option may be taken for any other: "cualquiera" empties no cart."""
    tap = read_tap(pending.options[0].id) if pending.options else None
    return not (tap and tap.verb in _OF_CART)
